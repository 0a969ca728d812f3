package dev.greenroom.cli.pipeline;

import dev.greenroom.cli.progress.Durations;
import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StageStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed in a pipeline from look to look, as lines: {@code 12:04:10 1a2b3c4 Add curtain: Build succeeded}. */
public final class Journal {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Map<String, String> told = new HashMap<>();

    /** What is new since the last time, all of it the first time. */
    public List<String> next(PipelineStatus status, Instant now) {
        var lines = new ArrayList<String>();
        for (StageStatus stage : status.stages()) {
            stage.execution().filter(execution -> !Titles.isBirth(execution)).ifPresent(execution -> stage.actions()
                    .forEach(action -> tell(execution, action.name(), state(action, now), now, lines)));
            stage.waiting()
                    .ifPresent(waiting -> tell(
                            waiting, "in front of " + stage.name(), "waits: " + Situation.reason(stage), now, lines));
        }
        for (Execution execution : Titles.deliveries(status)) {
            if (execution.status().isOver()) {
                tell(execution, "", Situation.outcome(execution), now, lines);
            }
        }
        return lines;
    }

    private void tell(Execution execution, String where, String state, Instant now, List<String> lines) {
        if (state.isEmpty()) {
            return;
        }
        String before = told.put(execution.id() + " " + where, kind(state));
        if (!kind(state).equals(before)) {
            lines.add("%s %s: %s"
                    .formatted(
                            TIME.format(now.atZone(ZoneId.systemDefault())),
                            Titles.of(execution),
                            (where + " " + state).strip()));
        }
    }

    /** The state without how long it took, which may change while nothing happens. */
    private static String kind(String state) {
        return state.replaceFirst(" after .*", "");
    }

    private static String state(ActionStatus action, Instant now) {
        String took =
                action.took(now).map(Durations::text).map(" after "::concat).orElse("");
        return switch (action.status()) {
            case NOT_STARTED -> "";
            case IN_PROGRESS -> action.approval().isPresent() ? "waits for a decision: ./greenroom approve" : "began";
            case FAILED -> "failed" + took + (action.summary().isBlank() ? "" : ": " + firstLine(action));
            default -> Words.of(action.status()) + took;
        };
    }

    private static String firstLine(ActionStatus action) {
        return action.summary().lines().findFirst().orElse("");
    }
}
