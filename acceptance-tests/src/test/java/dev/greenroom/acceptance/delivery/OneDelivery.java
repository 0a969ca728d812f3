package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StageStatus;
import dev.greenroom.infra.pipeline.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A commit that was pushed, on its way through the pipeline. */
public final class OneDelivery {
    /** A real build on a busy machine, and what comes after it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LAST_LINES = 20;

    private final Pipeline pipeline;
    private final String release;
    private final String commit;

    OneDelivery(Pipeline pipeline, String release, String commit) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.release = requireNonNull(release, "release is null");
        this.commit = requireNonNull(commit, "commit is null");
    }

    public String commit() {
        return commit;
    }

    /** Waits until somebody is asked to decide; fails when it ends before. */
    public Approval awaitApproval() {
        return awaitPresent("asks for a decision", status -> {
            var execution = execution(status);
            var approval = status.approval().filter(asked -> execution
                    .filter(its -> its.id().equals(asked.executionId()))
                    .isPresent());
            if (approval.isEmpty()
                    && execution.filter(its -> its.status().isOver()).isPresent()) {
                throw new AssertionError(this + " ended and asked for no decision: " + failure());
            }
            return approval;
        });
    }

    /** Waits until it waits in front of a stage that another one is in. */
    public void awaitTurn(String stage) {
        awaitPresent("waits in front of " + stage, status -> execution(status).filter(its -> waitsFor(stage, status)));
    }

    /** Waits until nothing more will happen to it. */
    public Execution awaitEnd() {
        return awaitPresent(
                "ends", status -> execution(status).filter(its -> its.status().isOver()));
    }

    boolean waitsFor(String stage, PipelineStatus status) {
        return status.stage(stage)
                .flatMap(StageStatus::waiting)
                .filter(waiting -> isOf(waiting, commit))
                .isPresent();
    }

    /** Whether somebody is asked to decide about it now. */
    boolean asksForDecision(PipelineStatus status) {
        return execution(status)
                .filter(its -> status.approval()
                        .filter(asked -> asked.executionId().equals(its.id()))
                        .isPresent())
                .isPresent();
    }

    Optional<Execution> execution(PipelineStatus status) {
        return status.executions().stream()
                .filter(execution -> isOf(execution, commit))
                .findFirst();
    }

    /** What it came to, in the order of time: action, how it went, how long it took and what is said of it. */
    public List<List<String>> journey() {
        var rows = new ArrayList<List<String>>();
        for (var action : actions()) {
            var took = action.took(Instant.now())
                    .map(time -> "%.1f s".formatted(time.toMillis() / 1000.0))
                    .orElse("");
            var details = action.summary().replaceAll("\\s+", " ").strip();
            rows.add(List.of(action.name(), action.status().name(), took, details));
        }
        return rows;
    }

    /** The action that it failed at. */
    public Optional<ActionStatus> culprit() {
        return actions().stream()
                .filter(action -> action.status() == Status.FAILED)
                .findFirst();
    }

    /** What is known of why it failed: what the action says of itself, and the last lines of its log. */
    public String failure() {
        return culprit()
                .map(action ->
                        "%s: %s\n%s".formatted(action.name(), action.summary(), String.join("\n", lastLines(action))))
                .orElseGet(() ->
                        execution(pipeline.status()).map(Execution::remark).orElse(""));
    }

    /** The last lines that an action's build printed; none where it is no build, or did not come to it. */
    public List<String> lastLines(String action) {
        return actions().stream()
                .filter(its -> its.name().equals(action))
                .findFirst()
                .map(this::lastLines)
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return "the delivery of " + release;
    }

    private List<String> lastLines(ActionStatus action) {
        if (!action.hasLog()) {
            return List.of();
        }
        var lines =
                pipeline.log(action).next().stream().map(line -> line.text()).toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private List<ActionStatus> actions() {
        return execution(pipeline.status())
                .map(execution -> pipeline.actions(execution.id()))
                .orElse(List.of());
    }

    private static boolean isOf(Execution execution, String commit) {
        return execution
                .revision()
                .filter(revision -> revision.commit().equals(commit))
                .isPresent();
    }

    private <T> T awaitPresent(String what, Function<PipelineStatus, Optional<T>> look) {
        return await("%s %s".formatted(this, what))
                .atMost(PATIENCE)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> look.apply(pipeline.status()), Optional::isPresent)
                .orElseThrow();
    }
}
