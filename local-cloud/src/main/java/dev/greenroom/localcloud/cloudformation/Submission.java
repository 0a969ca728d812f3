package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;
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
        refuse(
                request,
                "NotificationARNs",
                "ResourceTypes",
                "RollbackConfiguration",
                "StackPolicyBody",
                "StackPolicyURL");
        return new Submission(
                new TemplateSource.Location(request.templateBody(), request.templateURL(), false),
                request.parameters(),
                request.capabilities(),
                Optional.of(request.tags()),
                Optional.ofNullable(request.roleARN()));
    }

    static Submission of(UpdateStackRequest request) {
        refuse(
                request,
                "NotificationARNs",
                "ResourceTypes",
                "RollbackConfiguration",
                "StackPolicyBody",
                "StackPolicyURL",
                "StackPolicyDuringUpdateBody",
                "StackPolicyDuringUpdateURL");
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
        refuse(
                request,
                "DeploymentMode",
                "ImportExistingResources",
                "NotificationARNs",
                "ResourcesToImport",
                "ResourceTypes",
                "RollbackConfiguration");
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

    /** Rather than to ignore what somebody relies on. */
    private static void refuse(CloudFormationRequest request, String... members) {
        for (String member : members) {
            if (request.getValueForField(member, Object.class)
                    .filter(Submission::isUsed)
                    .isPresent()) {
                throw CloudFormationErrors.notEmulated(member);
            }
        }
    }

    private static boolean isUsed(Object value) {
        if (value instanceof RollbackConfiguration configuration) {
            return !configuration.rollbackTriggers().isEmpty();
        }
        return value instanceof List<?> list ? !list.isEmpty() : !value.equals(false);
    }
}
