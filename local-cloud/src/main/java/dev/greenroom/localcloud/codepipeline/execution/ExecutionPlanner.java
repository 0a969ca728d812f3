package dev.greenroom.localcloud.codepipeline.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
 *       succeeded. When one fails, those beside it go on to their end, and then the stage fails, unless the failed one is tried again
 *       before.
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
        boolean isBusy = !in(execution, ActionPhase.RUNNING).isEmpty();
        if (in(execution, ActionPhase.FAILED).isEmpty()) {
            startNext(execution);
        } else if (!isBusy) {
            moves.add(new Move.Fail(execution.id(), execution.recovery()));
        }
    }

    /** Starts what waits in the lowest run order that has not succeeded yet; beside it others may be at work. */
    private void startNext(ExecutionView execution) {
        OptionalInt order = execution.actions().stream()
                .filter(action -> action.phase() != ActionPhase.SUCCEEDED)
                .mapToInt(ActionView::runOrder)
                .min();
        if (order.isEmpty()) {
            moves.add(new Move.Leave(execution.id()));
        }
        in(execution, ActionPhase.WAITING).stream()
                .filter(action -> order.isPresent() && action.runOrder() == order.getAsInt())
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
