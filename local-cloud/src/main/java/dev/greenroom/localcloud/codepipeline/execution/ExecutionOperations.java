package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.ExecutionErrors;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** The operations that stop and repeat executions. Each returns the ID of the execution. */
public final class ExecutionOperations {
    private static final int LONGEST_STOP_REASON = 200;

    private final AwsScope scope;
    private final Pipelines store;
    private final ExecutionEngine engine;
    private final Clock clock;

    ExecutionOperations(AwsScope scope, Pipelines store, ExecutionEngine engine, Clock clock) {
        this.scope = scope;
        this.store = store;
        this.engine = engine;
        this.clock = clock;
    }

    public String stop(StopPipelineExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            Execution execution =
                    pipeline.execution(Constraints.present(request.pipelineExecutionId(), "pipelineExecutionId"));
            if (request.reason() != null && request.reason().length() > LONGEST_STOP_REASON) {
                throw PipelineErrors.validation(
                        "The reason to stop has more than %d characters".formatted(LONGEST_STOP_REASON));
            }
            boolean abandon = Boolean.TRUE.equals(request.abandon());
            if (!execution.isActive()) {
                throw ExecutionErrors.notStoppable(
                        execution.id(), execution.status().toString());
            }
            if (execution.status() == PipelineExecutionStatus.STOPPING
                    && (!abandon || execution.ending() == Ending.AT_ONCE)) {
                throw ExecutionErrors.duplicatedStop(execution.id());
            }
            execution.stop(abandon ? Ending.AT_ONCE : Ending.AFTER_ACTIONS, request.reason(), clock.instant());
            engine.noteStopping(pipeline, execution);
            engine.advance(pipeline);
            return execution.id();
        }
    }

    public String retry(RetryStageExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            pipeline.indexOf(Constraints.present(request.stageName(), "stageName"));
            Execution execution =
                    pipeline.execution(Constraints.present(request.pipelineExecutionId(), "pipelineExecutionId"));
            StageRetryMode mode = Constraints.present(request.retryMode(), "retryMode");
            if (mode == StageRetryMode.UNKNOWN_TO_SDK_VERSION) {
                throw PipelineErrors.validation("Unknown retryMode: " + request.retryModeAsString());
            }
            requireRetryable(pipeline, execution, request.stageName(), mode);
            engine.retry(pipeline, execution, mode, RetryTrigger.MANUAL_STAGE_RETRY);
            engine.advance(pipeline);
            return execution.id();
        }
    }

    public String rollBack(RollbackStageRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            String stage = Constraints.present(request.stageName(), "stageName");
            int index = pipeline.indexOf(stage);
            Execution target = pipeline.execution(
                    Constraints.present(request.targetPipelineExecutionId(), "targetPipelineExecutionId"));
            if (index == 0) {
                throw ExecutionErrors.unableToRollback("Stage '%s' is a source stage.".formatted(stage));
            }
            requireTarget(pipeline, stage, target);
            ExecutionTrigger trigger = StartOperations.manual(TriggerType.MANUAL_ROLLBACK, scope);
            Execution rollback = engine.rollBack(pipeline, stage, target, trigger);
            engine.advance(pipeline);
            return rollback.id();
        }
    }

    private static void requireRetryable(Pipeline pipeline, Execution execution, String stage, StageRetryMode mode) {
        boolean isParallel = pipeline.definition().executionMode() == ExecutionMode.PARALLEL;
        Optional<Execution> latest = pipeline.stage(stage).latest();
        if (!isParallel && latest.isPresent() && latest.get() != execution) {
            throw ExecutionErrors.notLatest(stage, latest.get().id());
        }
        if (!execution.definition().version().equals(pipeline.definition().version())) {
            throw ExecutionErrors.notRetryable("The pipeline was changed after the execution started.");
        }
        if (!execution.stage().name().equals(stage) || !hasFailed(execution, mode)) {
            throw ExecutionErrors.notRetryable(
                    "Execution '%s' has not failed in stage '%s'.".formatted(execution.id(), stage));
        }
    }

    /** Beside actions that are still at work those that have failed can be tried again, but not all of them. */
    private static boolean hasFailed(Execution execution, StageRetryMode mode) {
        boolean hasFailedAction =
                execution.current().values().stream().anyMatch(run -> run.status() == ActionExecutionStatus.FAILED);
        return execution.status() == PipelineExecutionStatus.FAILED
                || mode == StageRetryMode.FAILED_ACTIONS
                        && execution.isInside()
                        && execution.ending() == Ending.NONE
                        && hasFailedAction;
    }

    private static void requireTarget(Pipeline pipeline, String stage, Execution target) {
        if (pipeline.definition().executionMode() == ExecutionMode.PARALLEL) {
            throw ExecutionErrors.unableToRollback("Pipeline '%s' is in PARALLEL mode.".formatted(pipeline.name()));
        }
        if (target.type() == ExecutionType.ROLLBACK) {
            throw ExecutionErrors.unableToRollback("Execution '%s' is a rollback itself.".formatted(target.id()));
        }
        if (!target.definition().version().equals(pipeline.definition().version())) {
            throw ExecutionErrors.outdated(target.id());
        }
        boolean hasSucceeded = target.statusIn(stage)
                .filter(status -> status == StageExecutionStatus.SUCCEEDED)
                .isPresent();
        if (!hasSucceeded) {
            throw ExecutionErrors.unableToRollback(
                    "Execution '%s' has not succeeded in stage '%s'.".formatted(target.id(), stage));
        }
        if (pipeline.view().isLocked(stage)) {
            throw ExecutionErrors.unableToRollback("Stage '%s' is in progress.".formatted(stage));
        }
    }
}
