package dev.greenroom.localcloud.aws.role;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What a policy has to allow for a request.
 *
 * @param action such as {@code ecs:UpdateService}
 * @param resource an ARN; empty when the action knows none, or the request does not tell it
 * @param context condition keys that are known, such as {@code iam:PassedToService}
 */
record RequiredPermission(String action, Optional<String> resource, Map<String, String> context) {
    RequiredPermission {
        requireNonNull(action, "action is null");
        requireNonNull(resource, "resource is null");
        context = Map.copyOf(context);
    }

    static RequiredPermission of(String action, Optional<String> resource) {
        return new RequiredPermission(action, resource, Map.of());
    }

    /** To hand a role to a service, which is a permission of its own. */
    static RequiredPermission toPass(String roleArn, String service) {
        return new RequiredPermission("iam:PassRole", Optional.of(roleArn), Map.of("iam:PassedToService", service));
    }
}
