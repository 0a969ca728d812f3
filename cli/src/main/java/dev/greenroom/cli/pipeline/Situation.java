package dev.greenroom.cli.pipeline;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StageStatus;
import dev.greenroom.infra.pipeline.Status;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline does at the moment, and what somebody may do next.
 *
 * @param sentence without its full stop
 * @param next commands, the likeliest first
 */
public record Situation(State state, String sentence, List<String> next) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final String PUSH = "git push aws";

    public Situation {
        requireNonNull(state, "state is null");
        requireNonNull(sentence, "sentence is null");
        next = List.copyOf(next);
    }

    /** In one word, for scripts too. */
    public enum State {
        WAITS_FOR_PUSH,
        RUNNING,
        WAITS_FOR_APPROVAL,
        /** Nothing is on its way, and the newest execution failed or was rejected. */
        FAILED,
        /** Nothing is on its way. */
        IDLE
    }

    public static Situation of(PipelineStatus status) {
        Optional<Approval> approval = status.approval();
        if (approval.isPresent()) {
            return waitsForApproval(status, approval.get());
        }
        if (!status.running().isEmpty()) {
            return running(status);
        }
        return Titles.deliveries(status).stream()
                .findFirst()
                .map(newest -> ended(status, newest))
                .orElseGet(() -> new Situation(State.WAITS_FOR_PUSH, "it waits for the first push", List.of(PUSH)));
    }

    /** Why one execution goes no further than in front of a stage. */
    static String reason(StageStatus stage) {
        String reason = stage.reason().orElse("");
        Optional<Execution> holder = stage.execution().filter(its -> reason.endsWith("is in " + stage.name()));
        return holder.map(execution -> "%s holds %s%s"
                        .formatted(stage.name(), Titles.of(execution), asks(stage) ? ", which waits for approval" : ""))
                .orElse(reason);
    }

    /** Where an execution is now, as the end of a sentence. */
    static String whereabouts(PipelineStatus status, Execution execution) {
        for (StageStatus stage : status.stages()) {
            if (isOf(stage.waiting(), execution)) {
                return "waits: " + reason(stage);
            }
            if (isOf(stage.execution(), execution) && stage.status().isRunning()) {
                return asks(stage) ? "waits for approval" : "is in " + place(stage);
            }
        }
        return "is on its way";
    }

    static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    private static Situation waitsForApproval(PipelineStatus status, Approval approval) {
        String who = status.executions().stream()
                .filter(execution -> execution.id().equals(approval.executionId()))
                .findFirst()
                .map(Titles::of)
                .orElse("execution " + approval.executionId());
        return new Situation(
                State.WAITS_FOR_APPROVAL,
                "%s waits for approval until %s".formatted(who, time(approval.expires())),
                List.of("./greenroom approve", "./greenroom pipeline reject --reason WHY"));
    }

    private static Situation running(PipelineStatus status) {
        var sentences = new ArrayList<String>();
        for (Execution execution : status.running()) {
            sentences.add("%s %s".formatted(Titles.of(execution), whereabouts(status, execution)));
        }
        return new Situation(State.RUNNING, String.join("; ", sentences), List.of("./greenroom pipeline"));
    }

    private static Situation ended(PipelineStatus status, Execution newest) {
        String title = Titles.of(newest);
        if (newest.status() != Status.FAILED) {
            return new Situation(
                    State.IDLE,
                    "nothing is on its way; %s %s at %s".formatted(title, outcome(newest), time(newest.changed())),
                    List.of(PUSH));
        }
        Optional<StageStatus> stage = status.stages().stream()
                .filter(each -> isOf(each.execution(), newest) && each.status() == Status.FAILED)
                .findFirst();
        Optional<ActionStatus> culprit = stage.stream()
                .flatMap(each -> each.actions().stream())
                .filter(action -> action.status() == Status.FAILED)
                .findFirst();
        var next = new ArrayList<String>();
        culprit.filter(ActionStatus::hasLog)
                .ifPresent(action -> next.add("./greenroom pipeline logs " + action.name()));
        stage.ifPresent(each -> next.add("./greenroom pipeline retry"));
        next.add(PUSH);
        return new Situation(
                State.FAILED,
                culprit.map(action -> "%s failed in %s%s".formatted(title, action.name(), because(action.summary())))
                        .orElseGet(() -> "%s failed%s".formatted(title, because(newest.remark()))),
                next);
    }

    static String outcome(Execution execution) {
        return switch (execution.status()) {
            case SUCCEEDED -> "was delivered";
            case SUPERSEDED -> "was superseded by a newer one";
            case STOPPED -> "was stopped";
            case CANCELLED -> "was cancelled";
            case FAILED -> "failed";
            default -> "is " + Words.of(execution.status());
        };
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason.lines().findFirst().orElse("");
    }

    private static String place(StageStatus stage) {
        return stage.actions().stream()
                .filter(action -> action.status().isRunning() && !action.name().equals(stage.name()))
                .findFirst()
                .map(action -> "%s (%s)".formatted(stage.name(), action.name()))
                .orElse(stage.name());
    }

    private static boolean asks(StageStatus stage) {
        return stage.actions().stream().anyMatch(action -> action.approval().isPresent());
    }

    private static boolean isOf(Optional<Execution> one, Execution other) {
        return one.filter(execution -> execution.id().equals(other.id())).isPresent();
    }
}
