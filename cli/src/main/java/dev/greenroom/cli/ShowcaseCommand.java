package dev.greenroom.cli;

import dev.greenroom.cli.daemon.BackgroundCloud;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.EnvironmentStatus;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.StackListener;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What commands that work with the running showcase have in common. */
abstract class ShowcaseCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions options = new GlobalOptions();

    private final Workspace workspace = Workspace.ofLauncher();
    private final BackgroundCloud cloud = new BackgroundCloud(workspace, LocalAws.elsewhere());

    GlobalOptions options() {
        return options;
    }

    Workspace workspace() {
        return workspace;
    }

    BackgroundCloud cloud() {
        return cloud;
    }

    PrintStream out() {
        return System.out;
    }

    Showcase showcase(AwsClients aws, Progress progress) {
        return LocalAws.showcase(workspace, aws, new StackProgress(progress));
    }

    Showcase quietShowcase(AwsClients aws) {
        return LocalAws.showcase(workspace, aws, StackListener.SILENT);
    }

    AwsClients aws() {
        URI endpoint = cloud.requireEndpoint();
        return LocalAws.clients(endpoint);
    }

    /** @throws CommandFailedException when it isn't provisioned: exit code 7 */
    static EnvironmentStatus requireProvisioned(EnvironmentStatus status) {
        if (!status.isProvisioned()) {
            throw new CommandFailedException(
                    ExitCode.NOT_THERE,
                    "The environment %s is not provisioned.".formatted(status.name()),
                    "Run ./greenroom up");
        }
        return status;
    }
}
