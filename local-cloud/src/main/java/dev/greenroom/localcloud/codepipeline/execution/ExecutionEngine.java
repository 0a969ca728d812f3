package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.execution.Execution.Start;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * Does what the {@link ExecutionPlanner} decides, whenever something changed. Nothing polls: who changes something lets
 * the pipeline advance. All methods need the store's monitor.
 */
final class ExecutionEngine {
    private final StateEvents events;
    private final Clock clock;
    private final ActionWork work;

    ExecutionEngine(StateEvents events, Clock clock, WorkFactory work) {
        this.events = events;
        this.clock = clock;
        this.work = work.create(this);
    }

    /** Actions let their pipeline advance when they end, so neither can be made before the other. */
    @FunctionalInterface
    interface WorkFactory {
        ActionWork create(ExecutionEngine engine);
    }

    ActionWork work() {
        return work;
    }

    /** Makes all moves that there are to make now. */
    void advance(Pipeline pipeline) {
        for (List<Move> moves = ExecutionPlanner.plan(pipeline.view());
                !moves.isEmpty();
                moves = ExecutionPlanner.plan(pipeline.view())) {
            moves.forEach(move -> make(pipeline, pipeline.execution(move.execution()), move));
        }
    }

    void start(Pipeline pipeline, Start start) {
        Execution execution = new Execution(start, clock.instant());
        start.rollbackTarget().ifPresent(target -> execution.products().inherit(target.products()));
        pipeline.add(execution);
        events.pipeline(pipeline, execution, "STARTED");
        if (start.rollbackTarget().isPresent()) {
            enter(pipeline, execution); // it begins in its stage, so no transition and nobody in front of it counts
        }
    }

    /** Brings back into a stage what an earlier execution put there. The stage must be free. */
    Execution rollBack(Pipeline pipeline, String stage, Execution target, ExecutionTrigger trigger) {
        String id = UUID.randomUUID().toString();
        start(
                pipeline,
                new Start(
                        id,
                        pipeline.definition(),
                        trigger,
                        target.pipelineVariables(),
                        List.of(),
                        pipeline.indexOf(stage),
                        Optional.of(target)));
        return pipeline.execution(id);
    }

    void retry(Pipeline pipeline, Execution execution, StageRetryMode mode, RetryTrigger trigger) {
        execution.retry(
                mode == StageRetryMode.ALL_ACTIONS, trigger == RetryTrigger.AUTOMATED_STAGE_RETRY, clock.instant());
        pipeline.stage(execution.stage().name()).retried(trigger);
        events.pipeline(pipeline, execution, "RESUMED");
        events.stage(pipeline, execution, "RESUMED");
    }

    /** Says that it is going to stop. */
    void noteStopping(Pipeline pipeline, Execution execution) {
        events.pipeline(pipeline, execution, "STOPPING");
        if (execution.isInside()) {
            events.stage(pipeline, execution, "STOPPING");
        }
    }

    /** Nobody waits for any action of the pipeline any more. */
    void abandonAll(Pipeline pipeline) {
        pipeline.active()
                .flatMap(execution -> execution.current().values().stream())
                .filter(ActionRun::isRunning)
                .forEach(run -> run.abandon(clock.instant()));
        pipeline.executions().forEach(events::vanishes);
    }

    private void make(Pipeline pipeline, Execution execution, Move move) {
        if (move instanceof Move.Enter) {
            enter(pipeline, execution);
        } else if (move instanceof Move.Supersede supersede) {
            execution.end(PipelineExecutionStatus.SUPERSEDED, "Superseded by " + supersede.by(), clock.instant());
            events.pipeline(pipeline, execution, "SUPERSEDED");
        } else if (move instanceof Move.Run run) {
            work.start(pipeline, execution, action(execution, run.action()));
        } else if (move instanceof Move.Abandon abandon) {
            work.abandon(pipeline, execution, execution.current().get(abandon.action()));
        } else if (move instanceof Move.Leave) {
            leave(pipeline, execution);
        } else if (move instanceof Move.Fail failure) {
            fail(pipeline, execution, failure.recovery());
        } else if (move instanceof Move.End) {
            end(pipeline, execution);
        }
    }

    private void enter(Pipeline pipeline, Execution execution) {
        execution.enter(clock.instant());
        pipeline.stage(execution.stage().name()).entered(execution);
        events.stage(pipeline, execution, "STARTED");
    }

    private void leave(Pipeline pipeline, Execution execution) {
        execution.inStage(StageExecutionStatus.SUCCEEDED, clock.instant());
        events.stage(pipeline, execution, "SUCCEEDED");
        if (execution.isInLastStage()) {
            execution.end(PipelineExecutionStatus.SUCCEEDED, "", clock.instant());
            events.pipeline(pipeline, execution, "SUCCEEDED");
        } else {
            execution.leave();
        }
    }

    private void fail(Pipeline pipeline, Execution execution, Recovery recovery) {
        execution.inStage(StageExecutionStatus.FAILED, clock.instant());
        execution.end(PipelineExecutionStatus.FAILED, "", clock.instant());
        events.stage(pipeline, execution, "FAILED");
        events.pipeline(pipeline, execution, "FAILED");
        if (recovery == Recovery.RETRY) {
            StageRetryMode mode =
                    execution.stage().onFailure().retryConfiguration().retryMode();
            retry(pipeline, execution, mode, RetryTrigger.AUTOMATED_STAGE_RETRY);
        } else if (recovery == Recovery.ROLLBACK) {
            ExecutionTrigger trigger = ExecutionTrigger.builder()
                    .triggerType(TriggerType.AUTOMATED_ROLLBACK)
                    .triggerDetail(execution.id())
                    .build();
            Recoveries.target(pipeline, execution)
                    .ifPresent(target -> rollBack(pipeline, execution.stage().name(), target, trigger));
        }
    }

    private void end(Pipeline pipeline, Execution execution) {
        boolean isStopped = execution.endsAs() == PipelineExecutionStatus.STOPPED;
        String state = isStopped ? "STOPPED" : "CANCELED";
        if (execution.isInside()) {
            execution.inStage(
                    isStopped ? StageExecutionStatus.STOPPED : StageExecutionStatus.CANCELLED, clock.instant());
            events.stage(pipeline, execution, state);
        }
        String summary = isStopped
                ? execution.stopReason().orElse("")
                : "The pipeline was changed while the execution was in progress";
        execution.end(execution.endsAs(), summary, clock.instant());
        events.pipeline(pipeline, execution, state);
    }

    private static ActionDeclaration action(Execution execution, String name) {
        return execution.stage().actions().stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
