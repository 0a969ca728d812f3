package dev.greenroom.localcloud.iam;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** AWS::IAM::Policy: an inline policy of roles. */
final class PolicyType implements ResourceType {
    private final IamClient iam;

    PolicyType(IamClient iam) {
        this.iam = requireNonNull(iam, "iam is null");
    }

    @Override
    public String name() {
        return "AWS::IAM::Policy";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String id = request.generatedName(128);
        request.initiated(id);
        put(request.properties());
        return ResourceState.of(id);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Properties before = request.previousProperties();
        Properties now = request.properties();
        put(now);
        boolean renamed = !policyName(before).equals(policyName(now));
        before.texts("Roles").stream()
                .filter(role -> renamed || !now.texts("Roles").contains(role))
                .forEach(role -> remove(role, policyName(before)));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Properties properties = request.properties();
        properties.texts("Roles").forEach(role -> remove(role, policyName(properties)));
    }

    private void put(Properties properties) {
        List<String> roles = properties.texts("Roles");
        if (roles.isEmpty() || properties.has("Users") || properties.has("Groups")) {
            throw new ResourceFailedException(
                    "InvalidRequest", "Policies of users and groups are not emulated: specify Roles");
        }
        String document = PolicyDocument.json(properties);
        roles.forEach(role -> iam.putRolePolicy(
                put -> put.roleName(role).policyName(policyName(properties)).policyDocument(document)));
    }

    private void remove(String role, String policy) {
        try {
            iam.deleteRolePolicy(delete -> delete.roleName(role).policyName(policy));
        } catch (NoSuchEntityException e) {
            return; // gone already, perhaps with its role
        }
    }

    private static String policyName(Properties properties) {
        return properties.requiredText("PolicyName");
    }
}
