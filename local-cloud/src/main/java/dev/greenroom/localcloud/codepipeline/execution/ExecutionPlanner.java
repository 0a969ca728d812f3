package dev.greenroom.localcloud.codepipeline.execution;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

/**
 * Decides what the executions of a pipeline do next. Pure: what there is goes in, moves come out; whatever they change
 * shows in the next view. The rules are AWS's:
 *
 * <ul>
 *   <li>A stage has a lock, the pipeline has none. Who is inside a stage holds its lock, until the stage has succeeded
 *       or failed or the execution has ended. An open approval is a running action: it holds the lock of its stage, and
 *       of no other.
 *   <li>{@code SUPERSEDED}: one execution waits in front of a stage. When another comes, the one that started first gives
 *       way. Who is inside is never superseded.
 *   <li>{@code QUEUED}: executions wait in the order in which they started, in front of each stage.
 *   <li>{@code PARALLEL}: there are no locks.
 *   <li>Nobody goes through a disabled transition, whatever the mode.
 *   <li>Inside a stage the actions of the lowest run order start together; those of the next when all of them have
 *       succeeded. When one fails, those beside it go on to their end, and then the stage fails.
 * </ul>
 */
final class ExecutionPlanner {
    private final PipelineView pipeline;
    private final List<Move> moves = new ArrayList<>();

    private ExecutionPlanner(PipelineView pipeline) {
        this.pipeline = pipeline;
    }

    /** Returns what to do now; nothing when all wait for something to happen. */
    static List<Move> plan(PipelineView pipeline) {
        var planner = new ExecutionPlanner(pipeline);
        pipeline.executions().forEach(planner::proceed);
        pipeline.waiting().forEach(planner::admit);
        return List.copyOf(planner.moves);
    }

    private void proceed(ExecutionView execution) {
        if (execution.ending() != Ending.NONE) {
            end(execution);
        } else if (execution.isInside()) {
            work(execution);
        }
    }

    private void end(ExecutionView execution) {
        List<ActionView> running = in(execution, ActionPhase.RUNNING);
        if (!execution.isInside() || running.isEmpty()) {
            moves.add(new Move.End(execution.id()));
        } else if (execution.ending() == Ending.AT_ONCE) {
            running.forEach(action -> moves.add(new Move.Abandon(execution.id(), action.name())));
        }
    }

    private void work(ExecutionView execution) {
        if (!in(execution, ActionPhase.RUNNING).isEmpty()) {
            return;
        }
        if (!in(execution, ActionPhase.FAILED).isEmpty()) {
            moves.add(new Move.Fail(execution.id(), execution.recovery()));
        } else if (in(execution, ActionPhase.WAITING).isEmpty()) {
            moves.add(new Move.Leave(execution.id()));
        } else {
            startNext(execution);
        }
    }

    /** Starts the actions of the lowest run order that has not succeeded yet. */
    private void startNext(ExecutionView execution) {
        List<ActionView> waiting = in(execution, ActionPhase.WAITING);
        int order = waiting.stream().mapToInt(ActionView::runOrder).min().orElseThrow();
        waiting.stream()
                .filter(action -> action.runOrder() == order)
                .forEach(action -> moves.add(new Move.Run(execution.id(), action.name())));
    }

    private void admit(String stage, List<ExecutionView> waiting) {
        List<ExecutionView> willing =
                waiting.stream().filter(each -> each.ending() == Ending.NONE).toList();
        boolean isClosed = pipeline.closed().contains(stage);
        if (pipeline.mode() == ExecutionMode.PARALLEL) {
            willing.stream().filter(each -> !isClosed).forEach(this::enter);
            return;
        }
        if (willing.isEmpty()) {
            return;
        }
        ExecutionView next = willing.get(0);
        if (pipeline.mode() == ExecutionMode.SUPERSEDED) {
            next = willing.get(willing.size() - 1);
            supersedeAllBut(next, willing);
        }
        if (!isClosed && !pipeline.isLocked(stage)) {
            enter(next);
        }
    }

    private void supersedeAllBut(ExecutionView latest, List<ExecutionView> waiting) {
        waiting.stream()
                .filter(each -> each != latest)
                .forEach(each -> moves.add(new Move.Supersede(each.id(), latest.id())));
    }

    private void enter(ExecutionView execution) {
        moves.add(new Move.Enter(execution.id()));
    }

    private static List<ActionView> in(ExecutionView execution, ActionPhase phase) {
        return execution.actions().stream()
                .filter(action -> action.phase() == phase)
                .toList();
    }
}
