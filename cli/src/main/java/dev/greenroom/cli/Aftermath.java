package dev.greenroom.cli;

import static java.util.Objects.requireNonNull;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What comes after an approval: the actions behind it, until the release is live. Used by one thread. */
final class Aftermath {
    private static final long POLL_MILLIS = 100;

    private final Pipeline pipeline;
    private final Progress progress;
    private final Map<String, Progress.Step> steps = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    Aftermath(Pipeline pipeline, Progress progress) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /**
     * Returns when the execution that was approved succeeded.
     *
     * @throws CommandFailedException when it ended otherwise, with the action that failed
     */
    void await(Approval approval) throws InterruptedException {
        while (true) {
            List<ActionStatus> actions = pipeline.actions(approval.executionId());
            show(actions, approval);
            boolean isAtWork =
                    actions.stream().anyMatch(action -> action.status().isRunning());
            Optional<Execution> end = isAtWork ? Optional.empty() : end(approval);
            if (end.isPresent()) {
                List<ActionStatus> all = pipeline.actions(approval.executionId());
                show(all, approval);
                requireSuccess(end.get(), all);
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private Optional<Execution> end(Approval approval) {
        return pipeline.executions().stream()
                .filter(execution -> execution.id().equals(approval.executionId()))
                .filter(execution -> execution.status().isOver())
                .findFirst();
    }

    private void show(List<ActionStatus> actions, Approval approval) {
        int approvalOrder = actions.stream()
                .filter(action -> action.name().equals(approval.action()))
                .mapToInt(ActionStatus::runOrder)
                .max()
                .orElse(0);
        actions.stream().filter(action -> action.runOrder() > approvalOrder).forEach(this::show);
    }

    private void show(ActionStatus action) {
        Progress.Step step = steps.computeIfAbsent(action.name(), name -> {
            Progress.Step begun = progress.begin(name);
            begun.now("began");
            return begun;
        });
        if (!action.status().isOver() || !ended.add(action.name())) {
            return;
        }
        if (action.status() == Status.SUCCEEDED) {
            step.done();
        } else {
            step.failed(action.summary());
        }
    }

    private static void requireSuccess(Execution execution, List<ActionStatus> actions) {
        if (execution.status() == Status.SUCCEEDED) {
            return;
        }
        Optional<ActionStatus> culprit = actions.stream()
                .filter(action -> action.status() == Status.FAILED)
                .findFirst();
        throw new CommandFailedException(
                ExitCode.FAILED,
                culprit.map(action -> "It was approved, but %s failed: %s. End users still get what they got."
                                .formatted(action.name(), action.summary().strip()))
                        .orElseGet(() -> "It was approved, but its execution ended as %s. %s"
                                .formatted(execution.status(), execution.remark())),
                culprit.filter(ActionStatus::hasLog)
                        .map(action ->
                                "./greenroom pipeline logs %s tells more; ./greenroom pipeline retry tries again."
                                        .formatted(action.name()))
                        .orElse("./greenroom pipeline retry tries again."));
    }
}
