package dev.greenroom.localcloud.codepipeline.action;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.RoleAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers from the policies of IAM. */
public final class PolicyAuthorization implements Authorization {
    private final Permissions permissions;

    public PolicyAuthorization(Permissions permissions) {
        this.permissions = requireNonNull(permissions, "permissions is null");
    }

    @Override
    public void require(
            String roleArn, String sessionName, String action, String resource, Map<String, String> context) {
        permissions.access(roleArn, sessionName).require(action, resource, context);
    }

    @Override
    public Authorization remembering() {
        var known = new ConcurrentHashMap<String, RoleAccess>();
        return (roleArn, sessionName, action, resource, context) -> known.computeIfAbsent(
                        roleArn, role -> permissions.access(role, sessionName))
                .require(action, resource, context);
    }
}
