package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Titles;
import dev.greenroom.cli.progress.Durations;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "approve",
        description = "Approves the release that waits for it in the pipeline, and waits until end users get it.")
final class ApproveCommand extends DeliveryCommand {
    @Option(
            names = "--remark",
            paramLabel = "TEXT",
            defaultValue = "Approved by ./greenroom approve",
            description = "Is kept with the decision.")
    private String remark = "Approved by ./greenroom approve";

    @Option(names = "--no-wait", description = "Don't wait until it is live.")
    private boolean returnsAtOnce;

    @Override
    ExitCode run(Pipeline pipeline) throws InterruptedException {
        PipelineStatus status = look(pipeline);
        Approval approval = status.approval().orElseThrow(() -> nothing("Nothing waits for an approval", status));
        Optional<Execution> execution = status.executions().stream()
                .filter(each -> each.id().equals(approval.executionId()))
                .findFirst();
        String title = execution.map(Titles::of).orElse(approval.executionId());
        tell("Approves %s. %s".formatted(title, approval.customData()).strip());
        long begun = System.nanoTime();
        attempt(() -> pipeline.approve(approval, remark));
        Map<String, Object> result = json(approval, execution);
        if (returnsAtOnce) {
            report(result, "Approved. ./greenroom pipeline shows what becomes of it.");
            return ExitCode.DONE;
        }
        try (Progress progress = options().openProgress()) {
            new Aftermath(pipeline, progress).await(approval);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        result.put("seconds", took.toMillis() / 1000.0);
        report(result, "%s is live, %s after the approval.".formatted(title, Durations.text(took)));
        return ExitCode.DONE;
    }

    private void tell(String text) {
        if (!options().wantsJson()) {
            out().println(text);
        }
    }

    private void report(Map<String, Object> result, String text) {
        if (options().wantsJson()) {
            Report.json(out(), result);
        } else {
            out().println(text);
        }
    }

    private Map<String, Object> json(Approval approval, Optional<Execution> execution) {
        var result = new LinkedHashMap<String, Object>();
        result.put("approved", approval.executionId());
        execution.flatMap(Execution::revision).ifPresent(revision -> {
            result.put("commit", revision.commit());
            result.put("title", revision.title());
        });
        result.put("about", approval.customData());
        result.put("live", !returnsAtOnce);
        return result;
    }
}
