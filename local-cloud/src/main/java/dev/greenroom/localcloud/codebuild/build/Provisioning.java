package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.runtime.BuildMachine;
import java.io.IOException;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;

/** Gets a build its role, its log and a place to run in. */
final class Provisioning {
    private static final String ACCESS_DENIED = "ACCESS_DENIED";

    private final BuildEntry entry;
    private final BuildServices services;
    private final Masking masking;

    Provisioning(BuildEntry entry, BuildServices services, Masking masking) {
        this.entry = entry;
        this.services = services;
        this.masking = masking;
    }

    Place run() throws IOException, PhaseFailedException {
        Build build = entry.build();
        String role = entry.settings().role();
        if (!services.roles().isAssumable(role)) {
            throw new PhaseFailedException(
                    ACCESS_DENIED,
                    "CodeBuild is not authorized to perform: sts:AssumeRole on service role. Please verify that: 1)"
                        + " The provided service role exists, 2) The role name is case-sensitive and matches exactly,"
                        + " and"
                            + " 3) The role has the necessary trust policy configured. (%s)".formatted(role));
        }
        BuildLog log = openLog(build, role);
        BuildMachine machine;
        try {
            machine = services.runtime().provide(uuid(build));
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        entry.endKills(machine);
        return new Place(machine, log, services.sessions().grant(role, session(build)));
    }

    static String uuid(Build build) {
        return build.id().substring(build.id().indexOf(':') + 1);
    }

    /** The name of the session that a build has in its role. */
    static String session(Build build) {
        return "AWSCodeBuild-" + uuid(build);
    }

    private BuildLog openLog(Build build, String role) throws PhaseFailedException {
        LogsLocation location = build.logs();
        try {
            services.permissions().require(role, session(build), "logs:CreateLogStream", location.cloudWatchLogsArn());
            services.permissions().require(role, session(build), "logs:PutLogEvents", location.cloudWatchLogsArn());
        } catch (NotAuthorizedException e) {
            throw new PhaseFailedException(
                    ACCESS_DENIED,
                    "Service role %s does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build %s. Error message: %s"
                            .formatted(role, build.arn(), e.getMessage()));
        }
        return BuildLog.open(
                services.clients().logs(), location.groupName(), location.streamName(), services.clock(), masking);
    }
}
