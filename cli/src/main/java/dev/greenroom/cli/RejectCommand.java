package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Titles;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reject",
        description =
                "Rejects the release that waits for approval; end users keep what they have. One that waits behind"
                        + " it goes on.")
final class RejectCommand extends DeliveryCommand {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Is kept with the decision.")
    private String reason = "";

    @Override
    ExitCode run(Pipeline pipeline) {
        PipelineStatus status = look(pipeline);
        Approval approval = status.approval().orElseThrow(() -> nothing("Nothing waits for an approval", status));
        attempt(() -> pipeline.reject(approval, reason));
        if (options().wantsJson()) {
            Report.json(out(), Map.of("rejected", approval.executionId(), "about", approval.customData()));
        } else {
            out().println("Rejected %s."
                    .formatted(status.executions().stream()
                            .filter(execution -> execution.id().equals(approval.executionId()))
                            .findFirst()
                            .map(Titles::of)
                            .orElse(approval.executionId())));
        }
        return ExitCode.DONE;
    }
}
