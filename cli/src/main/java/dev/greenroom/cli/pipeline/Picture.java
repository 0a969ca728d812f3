package dev.greenroom.cli.pipeline;

import dev.greenroom.cli.progress.Durations;
import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StageStatus;
import dev.greenroom.infra.pipeline.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pipeline as lines of text: who is in which stage, who waits for whom, how long, and what may be done next. */
public final class Picture {
    private static final int EXECUTIONS = 5;
    private static final String NAME_INDENT = "  ";
    private static final String ACTION_INDENT = "    ";

    private final PipelineStatus status;
    private final Instant now;
    private final boolean colour;
    private final int nameWidth;

    private Picture(PipelineStatus status, Instant now, boolean colour) {
        this.status = status;
        this.now = now;
        this.colour = colour;
        this.nameWidth = status.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .mapToInt(action -> action.name().length() + 2)
                .max()
                .orElse(0);
    }

    /** @param colour whether marks and outcomes are coloured, for a terminal */
    public static List<String> of(PipelineStatus status, Instant now, boolean colour) {
        return new Picture(status, now, colour).lines();
    }

    private List<String> lines() {
        Situation situation = Situation.of(status);
        var lines = new ArrayList<String>();
        lines.add("Pipeline %s: %s".formatted(status.name(), situation.sentence()));
        if (situation.state() != Situation.State.WAITS_FOR_PUSH) {
            status.stages().forEach(stage -> stage(stage, lines));
            executions(lines);
        }
        status.approval().ifPresent(approval -> lines.add("Look: " + look(approval)));
        if (situation.state() != Situation.State.RUNNING) {
            lines.add("Next: " + String.join(", or ", situation.next()));
        }
        return lines;
    }

    private void stage(StageStatus stage, List<String> lines) {
        Optional<Execution> execution = stage.execution();
        Mark mark = asks(stage) ? Mark.ASKING : Mark.of(stage.status());
        lines.add(line(
                NAME_INDENT,
                mark,
                stage.name(),
                took(stage),
                execution.map(Titles::of).orElse("")
                        + (isAlone(stage) ? note(stage.actions().get(0)) : "")));
        if (!isAlone(stage) && stage.status() != Status.NOT_STARTED) {
            stage.actions()
                    .forEach(action -> lines.add(line(
                            ACTION_INDENT,
                            action.approval().isPresent() ? Mark.ASKING : Mark.of(action.status()),
                            action.name(),
                            action.took(now),
                            note(action).strip())));
        }
        stage.waiting()
                .ifPresent(waiting -> lines.add("%s%s %s waits: %s"
                        .formatted(
                                ACTION_INDENT,
                                Mark.WAITING.text(colour),
                                Titles.of(waiting),
                                Situation.reason(stage))));
    }

    /** Whether the stage is its one action, so that one line tells of both. */
    private static boolean isAlone(StageStatus stage) {
        return stage.actions().size() == 1;
    }

    private String line(String indent, Mark mark, String name, Optional<Duration> took, String note) {
        int width = nameWidth + NAME_INDENT.length() - indent.length();
        return "%s%s %s %12s  %s"
                .formatted(
                        indent,
                        mark.text(colour),
                        name + " ".repeat(Math.max(0, width - name.length())),
                        took.map(Durations::text).orElse(""),
                        note)
                .stripTrailing();
    }

    private Optional<Duration> took(StageStatus stage) {
        Optional<Instant> began = stage.actions().stream()
                .flatMap(action -> Optional.ofNullable(action.began()).stream())
                .min(Instant::compareTo);
        Optional<Instant> ended = stage.status().isRunning()
                ? Optional.of(now)
                : stage.actions().stream()
                        .flatMap(action -> Optional.ofNullable(action.ended()).stream())
                        .max(Instant::compareTo);
        return began.flatMap(from -> ended.map(to -> Duration.between(from, to)));
    }

    private String note(ActionStatus action) {
        String log = action.hasLog() && (action.status().isRunning() || action.status() == Status.FAILED)
                ? "./greenroom pipeline logs " + action.name()
                : "";
        return switch (action.status()) {
            case FAILED ->
                "  " + String.join("  ", oneLine(action.summary()), log).strip();
            case IN_PROGRESS ->
                action.approval()
                        .map(approval ->
                                "  until %s: ./greenroom approve".formatted(Situation.time(approval.expires())))
                        .orElse("  " + log);
            default -> "";
        };
    }

    private void executions(List<String> lines) {
        List<Execution> newest =
                Titles.deliveries(status).stream().limit(EXECUTIONS).toList();
        if (newest.size() < 2) {
            return;
        }
        lines.add("Executions, newest first");
        newest.forEach(execution -> lines.add("%s%s %s  %s %s"
                .formatted(
                        NAME_INDENT,
                        Mark.of(execution.status()).text(colour),
                        Titles.of(execution),
                        execution.status().isRunning()
                                ? Situation.whereabouts(status, execution) + ","
                                : Situation.outcome(execution) + " after",
                        Durations.text(execution.took(now)))));
    }

    private static String look(Approval approval) {
        String about = oneLine(approval.customData());
        return approval.url().map(url -> "%s  %s".formatted(url, about)).orElse(about);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static boolean asks(StageStatus stage) {
        return stage.actions().stream().anyMatch(action -> action.approval().isPresent());
    }
}
