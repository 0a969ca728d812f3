package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Situation;
import dev.greenroom.cli.pipeline.Titles;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StageStatus;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "retry", description = "Runs the actions again that failed, with the same commit. Returns at once.")
final class RetryCommand extends DeliveryCommand {
    @Override
    ExitCode run(Pipeline pipeline) {
        PipelineStatus status = look(pipeline);
        boolean waitsForPush = Situation.of(status).state() == Situation.State.WAITS_FOR_PUSH;
        StageStatus stage = status.failed()
                .filter(failed -> !waitsForPush)
                .orElseThrow(() -> nothing("Nothing failed that could be retried", status));
        attempt(() -> pipeline.retry(stage));
        if (options().wantsJson()) {
            Report.json(
                    out(),
                    Map.of(
                            "retried",
                            stage.name(),
                            "execution",
                            stage.execution().orElseThrow().id()));
        } else {
            out().println("%s of %s runs again. %s"
                    .formatted(stage.name(), Titles.of(stage.execution().orElseThrow()), SHOWS_IT));
        }
        return ExitCode.DONE;
    }
}
