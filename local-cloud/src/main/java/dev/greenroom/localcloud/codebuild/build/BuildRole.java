package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.ServiceRoles;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The service role that a build acts in.
 *
 * @param session the name of the build's session in it
 */
record BuildRole(String arn, String session, ServiceRoles roles, Permissions permissions) {
    static BuildRole of(BuildEntry entry, BuildServices services) {
        return new BuildRole(
                entry.settings().role(),
                "AWSCodeBuild-" + Provisioning.uuid(entry.build()),
                services.roles(),
                services.permissions());
    }

    boolean isAssumable() {
        return roles.isAssumable(arn);
    }

    Credentials assume() {
        return roles.assume(arn, session);
    }

    /** Throws {@link dev.greenroom.localcloud.aws.NotAuthorizedException} where no policy allows it. */
    void require(String action, String resource) {
        permissions.require(arn, session, action, resource);
    }
}
