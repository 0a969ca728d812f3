package dev.greenroom.localcloud.codepipeline.action;

import java.util.Map;

/** Whether a role may do something; {@code Permissions::require} answers it from the role's policies. */
@FunctionalInterface
public interface Authorization {
    /** @throws dev.greenroom.localcloud.aws.NotAuthorizedException when it may not */
    void require(String roleArn, String sessionName, String action, String resource, Map<String, String> context);
}
