package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Titles;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StopMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        description = "Ends an execution without an outcome, when the actions that run have ended. Returns at once.")
final class StopCommand extends DeliveryCommand {
    @Parameters(
            paramLabel = "COMMIT",
            arity = "0..1",
            description =
                    "Which one: its commit, its execution's id, or the beginning of either (default: the only one).")
    private Optional<String> which = Optional.empty();

    @Option(names = "--abandon", description = "Don't wait for the actions that run: what they began may still happen.")
    private boolean abandons;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "Stopped by ./greenroom pipeline stop",
            description = "Is kept with the execution.")
    private String reason = "Stopped by ./greenroom pipeline stop";

    @Override
    ExitCode run(Pipeline pipeline) {
        PipelineStatus status = look(pipeline);
        Execution execution = choose(status);
        StopMode mode = abandons ? StopMode.ABANDON : StopMode.WAIT;
        attempt(() -> pipeline.stop(execution.id(), mode, reason));
        if (options().wantsJson()) {
            Report.json(out(), Map.of("stopped", execution.id(), "abandoned", abandons));
        } else {
            out().println("%s stops%s. %s"
                    .formatted(Titles.of(execution), abandons ? "" : " when what runs has ended", SHOWS_IT));
        }
        return ExitCode.DONE;
    }

    private Execution choose(PipelineStatus status) {
        List<Execution> running = status.running();
        if (running.isEmpty()) {
            throw nothing("Nothing is on its way that could be stopped", status);
        }
        List<Execution> meant = running.stream().filter(this::isMeant).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<String> titles = running.stream().map(Titles::of).toList();
        throw new CommandFailedException(
                ExitCode.USAGE,
                meant.isEmpty()
                        ? "'%s' is not on its way; these are: %s".formatted(which.orElse(""), titles)
                        : "Several are on their way: " + titles,
                "Name one by its commit: ./greenroom pipeline stop COMMIT");
    }

    private boolean isMeant(Execution execution) {
        return which.map(name -> execution.id().startsWith(name)
                        || execution
                                .revision()
                                .filter(revision -> revision.commit().startsWith(name))
                                .isPresent())
                .orElse(true);
    }
}
