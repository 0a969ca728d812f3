package dev.greenroom.localcloud.codepipeline.action;

import java.util.Map;

/** Whether a role may do something. */
@FunctionalInterface
public interface Authorization {
    /** @throws dev.greenroom.localcloud.aws.NotAuthorizedException when it may not */
    void require(String roleArn, String sessionName, String action, String resource, Map<String, String> context);

    /** For one action, which asks often in the same session: as policies are when it asks first. */
    default Authorization remembering() {
        return this;
    }
}
