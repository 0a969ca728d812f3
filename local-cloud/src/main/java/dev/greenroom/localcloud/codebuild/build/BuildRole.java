package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.RoleAccess;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The service role that a build acts in. Its policies are read once, since a build asks often. */
final class BuildRole {
    private final String arn;
    private final String session;
    private final BuildServices services;
    private @Nullable RoleAccess access;

    BuildRole(BuildEntry entry, BuildServices services) {
        this.arn = entry.settings().role();
        this.session = "AWSCodeBuild-" + Provisioning.uuid(entry.build());
        this.services = services;
    }

    String arn() {
        return arn;
    }

    /** The name of the build's session in the role. */
    String session() {
        return session;
    }

    boolean isAssumable() {
        return services.roles().isAssumable(arn);
    }

    Credentials assume() {
        return services.roles().assume(arn, session);
    }

    /** Throws {@link dev.greenroom.localcloud.aws.NotAuthorizedException} where no policy allows it. */
    synchronized void require(String action, String resource) {
        RoleAccess current = access;
        if (current == null) {
            current = services.permissions().access(arn, session);
            access = current;
        }
        current.require(action, resource);
    }
}
