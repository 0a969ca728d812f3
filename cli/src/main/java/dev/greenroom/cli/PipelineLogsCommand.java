package dev.greenroom.cli;

import dev.greenroom.infra.pipeline.ActionLog;
import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.LogLine;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Shows what the build of an action prints, or printed. JSON is one object a line: at, text.")
final class PipelineLogsCommand extends DeliveryCommand {
    private static final long POLL_MILLIS = 500;
    private static final String BUILDER = "CodeBuild";

    @Parameters(paramLabel = "ACTION", description = "Whose, for example Build.")
    private String actionName = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Wait until it begins, and go on until it has ended.")
    private boolean follow;

    @Override
    ExitCode run(Pipeline pipeline) throws InterruptedException {
        ActionStatus action = find(look(pipeline));
        while (follow && !action.hasLog() && !action.status().isOver()) {
            Thread.sleep(POLL_MILLIS);
            action = find(look(pipeline));
        }
        if (!action.hasLog()) {
            throw new CommandFailedException(
                    ExitCode.NOT_THERE,
                    "%s has no log: its build has not begun.".formatted(action.name()),
                    "./greenroom pipeline logs %s --follow waits for it.".formatted(action.name()));
        }
        ActionLog log = pipeline.log(action);
        log.next().forEach(this::print);
        while (follow && !log.ended()) {
            Thread.sleep(POLL_MILLIS);
            log.next().forEach(this::print);
        }
        return ExitCode.DONE;
    }

    private ActionStatus find(PipelineStatus status) {
        List<ActionStatus> all = status.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .toList();
        List<String> withLogs = all.stream()
                .filter(each -> each.provider().equals(BUILDER))
                .map(ActionStatus::name)
                .toList();
        ActionStatus action = all.stream()
                .filter(each -> each.name().equalsIgnoreCase(actionName))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.USAGE,
                        "There is no action '%s' in pipeline %s; there are %s"
                                .formatted(
                                        actionName,
                                        status.name(),
                                        all.stream().map(ActionStatus::name).toList()),
                        "These have logs: " + withLogs));
        if (!action.provider().equals(BUILDER)) {
            throw new CommandFailedException(
                    ExitCode.NOT_THERE,
                    "%s has no log: it is no build, %s carries it out.".formatted(action.name(), action.provider()),
                    "These have logs: " + withLogs);
        }
        return action;
    }

    private void print(LogLine line) {
        if (options().wantsJson()) {
            Report.jsonLine(out(), Map.of("at", line.time().toString(), "text", line.text()));
        } else {
            out().println(line.text());
        }
    }
}
