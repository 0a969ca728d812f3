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
    private final BuildRole role;
    private final Masking masking;

    Provisioning(BuildEntry entry, BuildServices services, BuildRole role, Masking masking) {
        this.entry = entry;
        this.services = services;
        this.role = role;
        this.masking = masking;
    }

    Place run() throws IOException, InterruptedException, PhaseFailedException {
        Build build = entry.build();
        if (!role.isAssumable()) {
            throw new PhaseFailedException(
                    ACCESS_DENIED,
                    "CodeBuild is not authorized to perform: sts:AssumeRole on service role. Please verify that:"
                            + " 1) The provided service role exists, 2) The role name is case-sensitive and matches"
                            + " exactly, and 3) The role has the necessary trust policy configured. (%s)"
                                    .formatted(role.arn()));
        }
        BuildLog log = openLog(build);
        BuildMachine machine;
        try {
            machine = services.runtime().provide(uuid(build));
        } catch (IOException | InterruptedException | RuntimeException e) {
            log.close();
            throw e;
        }
        entry.endKills(machine);
        return new Place(machine, log, services.sessions().grant(role.arn(), role.session()));
    }

    static String uuid(Build build) {
        return build.id().substring(build.id().indexOf(':') + 1);
    }

    private BuildLog openLog(Build build) throws PhaseFailedException {
        LogsLocation location = build.logs();
        try {
            role.require("logs:CreateLogStream", location.cloudWatchLogsArn());
            role.require("logs:PutLogEvents", location.cloudWatchLogsArn());
        } catch (NotAuthorizedException e) {
            throw new PhaseFailedException(
                    ACCESS_DENIED,
                    ("Service role %s does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for"
                                    + " build %s. Error message: %s")
                            .formatted(role.arn(), build.arn(), e.getMessage()));
        }
        return BuildLog.open(
                services.clients().logs(), location.groupName(), location.streamName(), services.clock(), masking);
    }
}
