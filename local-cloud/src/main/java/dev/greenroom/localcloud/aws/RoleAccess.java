package dev.greenroom.localcloud.aws;

import java.util.Map;

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

    void require(String action, String resource, Map<String, String> context) {
        policies.refusal(Permissions.request(roleArn, action, resource, context))
                .ifPresent(reason -> {
                    throw Permissions.refused(roleArn, sessionName, action, resource, reason);
                });
    }
}
