package dev.greenroom.localcloud.iam;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** AWS::IAM::Role, with its attached and its inline policies. */
final class RoleType implements ResourceType {
    private static final String BOUNDARY = "PermissionsBoundary";
    private static final String MANAGED = "ManagedPolicyArns";

    private final IamClient iam;

    RoleType(IamClient iam) {
        this.iam = requireNonNull(iam, "iam is null");
    }

    @Override
    public String name() {
        return "AWS::IAM::Role";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String name = properties.text("RoleName").orElseGet(() -> request.generatedName(64));
        Role role = iam.createRole(create -> create.roleName(name)
                        .path(properties.text("Path").orElse("/"))
                        .assumeRolePolicyDocument(trust(properties))
                        .description(properties.text("Description").orElse(null))
                        .maxSessionDuration(
                                properties.integer("MaxSessionDuration").orElse(null))
                        .permissionsBoundary(properties.text(BOUNDARY).orElse(null))
                        .tags(tags(Tags.withoutReserved(request.tags()))))
                .role();
        request.initiated(name);
        properties.texts(MANAGED).forEach(arn -> attach(name, arn));
        inline(properties).forEach((policy, document) -> put(name, policy, document));
        return new ResourceState(name, Map.of("Arn", role.arn(), "RoleId", role.roleId()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        Properties properties = request.properties();
        iam.updateAssumeRolePolicy(update -> update.roleName(name).policyDocument(trust(properties)));
        iam.updateRole(update -> update.roleName(name)
                .description(properties.text("Description").orElse(""))
                .maxSessionDuration(properties.integer("MaxSessionDuration").orElse(3600)));
        updateBoundary(name, request);
        updateManagedPolicies(name, request.previousProperties().texts(MANAGED), properties.texts(MANAGED));
        updateInlinePolicies(name, inline(request.previousProperties()), inline(properties));
        updateTags(name, request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        try {
            iam.listAttachedRolePolicies(list -> list.roleName(name))
                    .attachedPolicies()
                    .forEach(policy -> detach(name, policy.policyArn()));
            iam.listRolePolicies(list -> list.roleName(name)).policyNames().forEach(policy -> remove(name, policy));
            iam.deleteRole(delete -> delete.roleName(name));
        } catch (NoSuchEntityException e) {
            return; // gone already
        }
    }

    private void updateBoundary(String role, ResourceRequest request) {
        Optional<String> before = request.previousProperties().text(BOUNDARY);
        Optional<String> now = request.properties().text(BOUNDARY);
        if (now.isPresent()) {
            iam.putRolePermissionsBoundary(put -> put.roleName(role).permissionsBoundary(now.get()));
        } else if (before.isPresent()) {
            iam.deleteRolePermissionsBoundary(delete -> delete.roleName(role));
        }
    }

    private void updateManagedPolicies(String role, List<String> before, List<String> now) {
        now.stream().filter(arn -> !before.contains(arn)).forEach(arn -> attach(role, arn));
        before.stream().filter(arn -> !now.contains(arn)).forEach(arn -> detach(role, arn));
    }

    private void updateInlinePolicies(String role, Map<String, String> before, Map<String, String> now) {
        now.forEach((policy, document) -> put(role, policy, document));
        Tags.removed(before, now).forEach(policy -> remove(role, policy));
    }

    private void updateTags(String name, ResourceRequest request) {
        Map<String, String> before = iam.listRoleTags(list -> list.roleName(name)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                gone -> iam.untagRole(untag -> untag.roleName(name).tagKeys(gone)),
                changed -> iam.tagRole(tag -> tag.roleName(name).tags(tags(changed))));
    }

    private void attach(String role, String policyArn) {
        iam.attachRolePolicy(attach -> attach.roleName(role).policyArn(policyArn));
    }

    private void detach(String role, String policyArn) {
        iam.detachRolePolicy(detach -> detach.roleName(role).policyArn(policyArn));
    }

    private void put(String role, String policy, String document) {
        iam.putRolePolicy(put -> put.roleName(role).policyName(policy).policyDocument(document));
    }

    private void remove(String role, String policy) {
        iam.deleteRolePolicy(delete -> delete.roleName(role).policyName(policy));
    }

    private static String trust(Properties properties) {
        return properties.object("AssumeRolePolicyDocument").json();
    }

    private static Map<String, String> inline(Properties properties) {
        var policies = new LinkedHashMap<String, String>();
        properties
                .objects("Policies")
                .forEach(policy -> policies.put(policy.requiredText("PolicyName"), PolicyDocument.json(policy)));
        return policies;
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
