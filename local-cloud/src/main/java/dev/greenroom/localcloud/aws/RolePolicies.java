package dev.greenroom.localcloud.aws;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** The policies of a role as they are now: inline and attached ones, and its permissions boundary. */
record RolePolicies(List<Policy> identity, Optional<Policy> boundary) {
    private static final RolePolicies NONE = new RolePolicies(List.of(), Optional.empty());

    RolePolicies {
        identity = List.copyOf(identity);
    }

    /** Why the request is refused, in AWS's words; empty when it is allowed. A denial goes before everything. */
    Optional<String> refusal(AccessRequest request) {
        return refusal(policy -> policy.denies(request), policy -> policy.allows(request), request.action());
    }

    /** The same for the question whether there can be a resource on which the action is allowed. */
    Optional<String> refusalEverywhere(AccessRequest request) {
        return refusal(
                policy -> policy.deniesEverywhere(request),
                policy -> policy.allowsSomewhere(request),
                request.action());
    }

    private Optional<String> refusal(Predicate<Policy> denies, Predicate<Policy> allows, String action) {
        if (identity.stream().anyMatch(denies)) {
            return Optional.of("with an explicit deny in an identity-based policy");
        }
        if (boundary.filter(denies).isPresent()) {
            return Optional.of("with an explicit deny in a permissions boundary");
        }
        if (identity.stream().noneMatch(allows)) {
            return Optional.of("because no identity-based policy allows the %s action".formatted(action));
        }
        return boundary.filter(allows.negate())
                .map(none -> "because no permissions boundary allows the %s action".formatted(action));
    }

    /** A role that is gone has no policies. */
    static RolePolicies fetch(IamClient iam, String roleName) {
        try {
            Role role = iam.getRole(get -> get.roleName(roleName)).role();
            return new RolePolicies(
                    Stream.concat(inline(iam, roleName), attached(iam, roleName))
                            .toList(),
                    Optional.ofNullable(role.permissionsBoundary())
                            .map(boundary -> managed(iam, boundary.permissionsBoundaryArn())));
        } catch (NoSuchEntityException e) {
            return NONE;
        }
    }

    private static Stream<Policy> inline(IamClient iam, String roleName) {
        return iam.listRolePoliciesPaginator(list -> list.roleName(roleName)).policyNames().stream()
                .map(policy -> iam.getRolePolicy(get -> get.roleName(roleName).policyName(policy))
                        .policyDocument())
                .map(Policy::parse);
    }

    private static Stream<Policy> attached(IamClient iam, String roleName) {
        return iam.listAttachedRolePoliciesPaginator(list -> list.roleName(roleName)).attachedPolicies().stream()
                .map(policy -> managed(iam, policy.policyArn()));
    }

    private static Policy managed(IamClient iam, String arn) {
        String version = iam.getPolicy(get -> get.policyArn(arn)).policy().defaultVersionId();
        return Policy.parse(iam.getPolicyVersion(get -> get.policyArn(arn).versionId(version))
                .policyVersion()
                .document());
    }
}
