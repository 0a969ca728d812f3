package dev.greenroom.localcloud.aws;

import java.util.Map;
import java.util.Optional;

/** What one role may do by its policies of one moment: for who asks many times in a row. */
public final class RoleAccess {
    private final RolePolicies policies;
    private final String roleArn;
    private final String sessionName;

    RoleAccess(RolePolicies policies, String roleArn, String sessionName) {
        this.policies = policies;
        this.roleArn = roleArn;
        this.sessionName = sessionName;
    }

    /** As {@link Permissions#require(String, String, String, String)}. */
    public void require(String action, String resource) {
        require(action, resource, Map.of());
    }

    /** The same for statements with conditions. */
    public void require(String action, String resource, Map<String, String> context) {
        refuse(policies.refusal(Permissions.request(roleArn, action, resource, context)), action, resource);
    }

    /**
     * For who knows only some of what a request is about: whatever is not given is as the role needs it.
     *
     * @param resource empty when it is not known, or the action knows none
     * @throws NotAuthorizedException in AWS's words
     */
    public void requireAsFarAsKnown(String action, Optional<String> resource, Map<String, String> context) {
        AccessRequest known = Permissions.request(roleArn, action, resource.orElse("*"), context);
        var request = new AccessRequest(known.action(), known.resource(), known.context(), false);
        refuse(
                resource.isPresent() ? policies.refusal(request) : policies.refusalEverywhere(request),
                action,
                request.resource());
    }

    private void refuse(Optional<String> refusal, String action, String resource) {
        refusal.ifPresent(reason -> {
            throw Permissions.refused(roleArn, sessionName, action, resource, reason);
        });
    }
}
