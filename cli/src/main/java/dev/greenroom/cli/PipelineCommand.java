package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Journal;
import dev.greenroom.cli.pipeline.Picture;
import dev.greenroom.cli.pipeline.PipelineJson;
import dev.greenroom.cli.pipeline.Situation;
import dev.greenroom.cli.pipeline.Verdict;
import dev.greenroom.cli.progress.ProgressMode;
import dev.greenroom.cli.progress.Screen;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pipeline",
        description =
                "Shows the delivery pipeline: what is in which stage, who waits for whom and why, how long it takes."
                        + " Live in a terminal, until Ctrl-C. Without a terminal it tells each change, and ends as with"
                        + " --wait.",
        subcommands = {
            ApproveCommand.class,
            RejectCommand.class,
            RetryCommand.class,
            StopCommand.class,
            PipelineLogsCommand.class
        })
final class PipelineCommand extends DeliveryCommand {
    private static final long POLL_MILLIS = 1000;

    @Option(names = "--once", description = "Show it once and end.")
    private boolean once;

    @Option(
            names = "--wait",
            description =
                    "End when the newest execution waits for approval or is delivered (exit code 0), or failed, was"
                            + " rejected, stopped or superseded (exit code 1).")
    private boolean wait;

    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description =
                    "With --wait: the execution of this commit rather than the newest, also when it has yet to begin.")
    private Optional<String> commit = Optional.empty();

    @Override
    ExitCode run(Pipeline pipeline) throws InterruptedException {
        if (commit.isPresent() && !wait) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "--commit names what to wait for, but --wait is missing.", "Add --wait.");
        }
        PipelineStatus status = look(pipeline);
        if (options().wantsJson()) {
            return json(pipeline, status);
        }
        if (once) {
            picture(status, options().paints()).forEach(out()::println);
            return ExitCode.DONE;
        }
        return options().redraws() ? live(pipeline) : journal(pipeline, status);
    }

    private ExitCode json(Pipeline pipeline, PipelineStatus first) throws InterruptedException {
        PipelineStatus status = first;
        while (wait && verdict(status).isEmpty()) {
            Thread.sleep(POLL_MILLIS);
            status = look(pipeline);
        }
        Report.json(out(), PipelineJson.of(status, Instant.now()));
        return wait ? verdict(status).map(PipelineCommand::exitCode).orElse(ExitCode.DONE) : ExitCode.DONE;
    }

    private ExitCode live(Pipeline pipeline) throws InterruptedException {
        try (Screen screen = new Screen(out())) {
            while (true) {
                PipelineStatus status = look(pipeline);
                List<String> lines = picture(status, options().paints());
                screen.draw(lines.subList(0, Math.min(lines.size(), ProgressMode.height(System.getenv()) - 1)));
                Optional<Verdict> verdict = wait ? verdict(status) : Optional.empty();
                if (verdict.isPresent()) {
                    return exitCode(verdict.get());
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private ExitCode journal(Pipeline pipeline, PipelineStatus first) throws InterruptedException {
        picture(first, false).forEach(out()::println);
        Journal journal = new Journal();
        journal.next(first, Instant.now());
        PipelineStatus status = first;
        while (verdict(status).isEmpty()) {
            Thread.sleep(POLL_MILLIS);
            status = look(pipeline);
            journal.next(status, Instant.now()).forEach(out()::println);
        }
        if (status != first) {
            out().println("Next: " + String.join(", or ", Situation.of(status).next()));
        }
        return exitCode(verdict(status).orElseThrow());
    }

    private Optional<Verdict> verdict(PipelineStatus status) {
        return Verdict.of(status, commit);
    }

    private static List<String> picture(PipelineStatus status, boolean colour) {
        return Picture.of(status, Instant.now(), colour);
    }

    private static ExitCode exitCode(Verdict verdict) {
        return verdict.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
