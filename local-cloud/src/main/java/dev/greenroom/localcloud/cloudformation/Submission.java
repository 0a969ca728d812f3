package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * What a request says of the definition of a stack, whichever operation it asks for.
 *
 * @param tags empty if the stack is to keep those it has
 */
record Submission(
        TemplateSource.Location template,
        List<Parameter> parameters,
        List<Capability> capabilities,
        Optional<List<Tag>> tags,
        Optional<String> roleArn) {

    static Submission of(CreateStackRequest request) {
        refuse(request.hasNotificationARNs() && !request.notificationARNs().isEmpty(), "NotificationARNs");
        refuse(hasTriggers(request.rollbackConfiguration()), "RollbackConfiguration");
        refuse(request.stackPolicyBody() != null || request.stackPolicyURL() != null, "StackPolicy");
        return new Submission(
                new TemplateSource.Location(request.templateBody(), request.templateURL(), false),
                request.parameters(),
                request.capabilities(),
                Optional.of(request.tags()),
                Optional.ofNullable(request.roleARN()));
    }

    static Submission of(UpdateStackRequest request) {
        refuse(request.hasNotificationARNs() && !request.notificationARNs().isEmpty(), "NotificationARNs");
        refuse(hasTriggers(request.rollbackConfiguration()), "RollbackConfiguration");
        refuse(
                request.stackPolicyBody() != null
                        || request.stackPolicyURL() != null
                        || request.stackPolicyDuringUpdateBody() != null
                        || request.stackPolicyDuringUpdateURL() != null,
                "StackPolicy");
        return new Submission(
                new TemplateSource.Location(
                        request.templateBody(),
                        request.templateURL(),
                        Boolean.TRUE.equals(request.usePreviousTemplate())),
                request.parameters(),
                request.capabilities(),
                request.hasTags() ? Optional.of(request.tags()) : Optional.empty(),
                Optional.ofNullable(request.roleARN()));
    }

    static Submission of(CreateChangeSetRequest request) {
        refuse(request.hasNotificationARNs() && !request.notificationARNs().isEmpty(), "NotificationARNs");
        refuse(hasTriggers(request.rollbackConfiguration()), "RollbackConfiguration");
        refuse(request.hasResourcesToImport() && !request.resourcesToImport().isEmpty(), "ResourcesToImport");
        refuse(Boolean.TRUE.equals(request.importExistingResources()), "ImportExistingResources");
        refuse(request.deploymentMode() != null, "DeploymentMode");
        return new Submission(
                new TemplateSource.Location(
                        request.templateBody(),
                        request.templateURL(),
                        Boolean.TRUE.equals(request.usePreviousTemplate())),
                request.parameters(),
                request.capabilities(),
                request.hasTags() ? Optional.of(request.tags()) : Optional.empty(),
                Optional.ofNullable(request.roleARN()));
    }

    private static boolean hasTriggers(@Nullable RollbackConfiguration configuration) {
        return configuration != null && !configuration.rollbackTriggers().isEmpty();
    }

    private static void refuse(boolean used, String what) {
        if (used) {
            throw CloudFormationErrors.notEmulated(what);
        }
    }
}
