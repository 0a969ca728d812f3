package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.localcloud.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

@Command(
        name = "down",
        description = "From production to nothing: deletes all stacks in the order of their dependencies, then ends the"
                + " local cloud. No process, port, folder or git remote is left.")
final class DownCommand extends ShowcaseCommand {
    @Option(names = "--now", description = "End the local cloud without deleting the stacks first.")
    private boolean now;

    @Override
    public Integer call() throws InterruptedException {
        Optional<RuntimeException> failure = Optional.empty();
        if (now && cloud().isElsewhere()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "GREENROOM_ENDPOINT names a local cloud that is ended where it was started.",
                    "For example: docker compose down -v");
        }
        boolean wasRunning = cloud().isElsewhere() || cloud().process().isPresent();
        boolean hadDelivery = false;
        try (CommandLock lock = CommandLock.take(workspace(), "down");
                Progress progress = options().openProgress()) {
            Optional<URI> endpoint = cloud().endpoint();
            hadDelivery = endpoint.isPresent() && hasDelivery(endpoint.get());
            if (!now && endpoint.isPresent()) {
                failure = tearDown(endpoint.get(), progress);
            }
            if (!cloud().isElsewhere()) {
                wasRunning |= end(progress);
            }
        }
        boolean hadRemote = workspace().remote().remove();
        workspace().removeFolder();
        failure.ifPresent(reason -> {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    (cloud().isElsewhere()
                                    ? "The teardown of the stacks failed: "
                                    : "The teardown of the stacks failed, and the local cloud was ended all the same: ")
                            + reason.getMessage(),
                    cloud().isElsewhere()
                            ? "What is left is gone when that cloud is ended: docker compose down -v"
                            : "Nothing is left on this machine. On AWS this failure would have left stacks behind.");
        });
        report(wasRunning, hadDelivery, hadRemote);
        return ExitCode.DONE.code();
    }

    /** @return whether a cloud that crashed had left something */
    private boolean end(Progress progress) throws InterruptedException {
        Progress.Step step = progress.begin("End the local cloud");
        cloud().stop();
        boolean hadLeftovers = removeLeftovers(step);
        step.done();
        return hadLeftovers;
    }

    /** The cloud is ended whether or not this succeeds: its stacks can't outlive it. */
    private Optional<RuntimeException> tearDown(URI endpoint, Progress progress) throws InterruptedException {
        try (AwsClients aws = LocalAws.clients(endpoint)) {
            showcase(aws, progress).tearDown();
            return Optional.empty();
        } catch (DeploymentException | SdkException e) {
            return Optional.of(e);
        }
    }

    /** What a cloud that crashed has left in Docker; where that can't be asked, nothing of ours can run in it. */
    private static boolean removeLeftovers(Progress.Step step) {
        try {
            int containers = LocalCloud.removeLeftovers();
            if (containers > 0) {
                step.now("removed %d containers that a killed cloud had left".formatted(containers));
            }
            return containers > 0;
        } catch (IOException e) {
            step.now(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean hasDelivery(URI endpoint) {
        try (AwsClients aws = LocalAws.clients(endpoint)) {
            return quietShowcase(aws).delivery().isProvisioned();
        } catch (DeploymentException | SdkException e) {
            return false; // what can't be asked is ended all the same
        }
    }

    private void report(boolean wasRunning, boolean hadDelivery, boolean hadRemote) {
        if (options().wantsJson()) {
            Report.json(
                    out(), Map.of("wasRunning", wasRunning, "hadPipeline", hadDelivery, "removedRemote", hadRemote));
            return;
        }
        if (hadDelivery) {
            out().println("Everything is gone, the pipeline and its repository too%s."
                    .formatted(hadRemote ? ", and the git remote 'aws'" : ""));
            return;
        }
        out().println(wasRunning ? "Everything is gone." : "There was nothing to end.");
        if (hadRemote) {
            out().println("The git remote 'aws' led to a local cloud that ended before, and is removed.");
        }
    }
}
