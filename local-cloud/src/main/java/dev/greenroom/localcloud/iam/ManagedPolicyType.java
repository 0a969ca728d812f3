package dev.greenroom.localcloud.iam;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** AWS::IAM::ManagedPolicy, attached to roles. */
final class ManagedPolicyType implements ResourceType {
    private static final String ROLES = "Roles";

    private final IamClient iam;

    ManagedPolicyType(IamClient iam) {
        this.iam = requireNonNull(iam, "iam is null");
    }

    @Override
    public String name() {
        return "AWS::IAM::ManagedPolicy";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        if (properties.has("Users") || properties.has("Groups")) {
            throw new ResourceFailedException(
                    "InvalidRequest", "Policies of users and groups are not emulated: specify Roles");
        }
        String arn = iam.createPolicy(create -> create.policyName(
                                properties.text("ManagedPolicyName").orElseGet(() -> request.generatedName(128)))
                        .path(properties.text("Path").orElse("/"))
                        .description(properties.text("Description").orElse(null))
                        .policyDocument(PolicyDocument.json(properties))
                        .tags(Tags.as(
                                Tags.withoutReserved(request.tags()),
                                (key, value) ->
                                        Tag.builder().key(key).value(value).build())))
                .policy()
                .arn();
        request.initiated(arn);
        properties.texts(ROLES).forEach(role -> attach(role, arn));
        return new ResourceState(arn, Map.of("PolicyArn", arn));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        iam.createPolicyVersion(create -> create.policyArn(arn)
                .policyDocument(PolicyDocument.json(request.properties()))
                .setAsDefault(true));
        deleteOldVersions(arn);
        List<String> before = request.previousProperties().texts(ROLES);
        List<String> now = request.properties().texts(ROLES);
        now.stream().filter(role -> !before.contains(role)).forEach(role -> attach(role, arn));
        before.stream().filter(role -> !now.contains(role)).forEach(role -> detach(role, arn));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        try {
            iam.listEntitiesForPolicy(list -> list.policyArn(arn))
                    .policyRoles()
                    .forEach(role -> detach(role.roleName(), arn));
            deleteOldVersions(arn);
            iam.deletePolicy(delete -> delete.policyArn(arn));
        } catch (NoSuchEntityException e) {
            return; // gone already
        }
    }

    private void deleteOldVersions(String arn) {
        iam.listPolicyVersions(list -> list.policyArn(arn)).versions().stream()
                .filter(version -> !version.isDefaultVersion())
                .map(PolicyVersion::versionId)
                .forEach(version ->
                        iam.deletePolicyVersion(delete -> delete.policyArn(arn).versionId(version)));
    }

    private void attach(String role, String arn) {
        iam.attachRolePolicy(attach -> attach.roleName(role).policyArn(arn));
    }

    private void detach(String role, String arn) {
        iam.detachRolePolicy(detach -> detach.roleName(role).policyArn(arn));
    }
}
