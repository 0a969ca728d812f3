package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.codepipeline.definition.ActionKind;
import dev.greenroom.localcloud.codepipeline.execution.Execution.Start;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** The operations that start, stop and repeat executions. Each returns the ID of the execution. */
public final class ExecutionOperations {
    private static final int MOST_EXECUTIONS = 50;
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

    public String start(StartPipelineExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.name());
            String token = request.clientRequestToken();
            if (token != null && pipeline.startsByToken().containsKey(token)) {
                return pipeline.startsByToken().get(token);
            }
            requireRoom(pipeline);
            request.sourceRevisions().forEach(revision -> checkPin(pipeline, revision));
            Map<String, String> variables = variables(pipeline, request.variables());
            String id = start(pipeline, trigger(request), variables, request.sourceRevisions());
            if (token != null) {
                pipeline.startsByToken().put(token, id);
            }
            return id;
        }
    }

    /** Starts one because the pipeline is new or has changed; without values for its variables it can't. */
    void startBy(Pipeline pipeline, TriggerType type) {
        boolean hasValues =
                pipeline.definition().variables().stream().allMatch(variable -> variable.defaultValue() != null);
        if (hasValues) {
            start(pipeline, trigger(type, scope), variables(pipeline, List.of()), List.of());
        }
    }

    public String stop(StopPipelineExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName());
            Execution execution =
                    pipeline.execution(Constraints.present(request.pipelineExecutionId(), "pipelineExecutionId"));
            if (request.reason() != null && request.reason().length() > LONGEST_STOP_REASON) {
                throw PipelineErrors.validation(
                        "The reason to stop has more than %d characters".formatted(LONGEST_STOP_REASON));
            }
            boolean abandon = Boolean.TRUE.equals(request.abandon());
            if (!execution.isActive()) {
                throw PipelineErrors.notStoppable(
                        execution.id(), execution.status().toString());
            }
            if (execution.status() == PipelineExecutionStatus.STOPPING
                    && (!abandon || execution.ending() == Ending.AT_ONCE)) {
                throw PipelineErrors.duplicatedStop(execution.id());
            }
            execution.stop(abandon ? Ending.AT_ONCE : Ending.AFTER_ACTIONS, request.reason(), clock.instant());
            engine.noteStopping(pipeline, execution);
            engine.advance(pipeline);
            return execution.id();
        }
    }

    public String retry(RetryStageExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName());
            pipeline.indexOf(Constraints.present(request.stageName(), "stageName"));
            Execution execution =
                    pipeline.execution(Constraints.present(request.pipelineExecutionId(), "pipelineExecutionId"));
            StageRetryMode mode = Constraints.present(request.retryMode(), "retryMode");
            if (mode == StageRetryMode.UNKNOWN_TO_SDK_VERSION) {
                throw PipelineErrors.validation("Unknown retryMode: " + request.retryModeAsString());
            }
            requireRetryable(pipeline, execution, request.stageName());
            engine.retry(pipeline, execution, mode, RetryTrigger.MANUAL_STAGE_RETRY);
            engine.advance(pipeline);
            return execution.id();
        }
    }

    public String rollBack(RollbackStageRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName());
            String stage = Constraints.present(request.stageName(), "stageName");
            int index = pipeline.indexOf(stage);
            Execution target = pipeline.execution(
                    Constraints.present(request.targetPipelineExecutionId(), "targetPipelineExecutionId"));
            if (index == 0) {
                throw PipelineErrors.unableToRollback("Stage '%s' is a source stage.".formatted(stage));
            }
            requireTarget(pipeline, stage, target);
            ExecutionTrigger trigger = trigger(TriggerType.MANUAL_ROLLBACK, scope);
            Execution rollback = engine.rollBack(pipeline, stage, target, trigger);
            engine.advance(pipeline);
            return rollback.id();
        }
    }

    private String start(
            Pipeline pipeline,
            ExecutionTrigger trigger,
            Map<String, String> variables,
            List<SourceRevisionOverride> pins) {
        String id = UUID.randomUUID().toString();
        engine.start(pipeline, new Start(id, pipeline.definition(), trigger, variables, pins, 0, Optional.empty()));
        engine.advance(pipeline);
        return id;
    }

    private static void requireRoom(Pipeline pipeline) {
        boolean isLimited = pipeline.definition().executionMode() != ExecutionMode.SUPERSEDED;
        if (isLimited && pipeline.active().count() >= MOST_EXECUTIONS) {
            throw PipelineErrors.tooManyExecutions(pipeline.name(), MOST_EXECUTIONS);
        }
    }

    private static void checkPin(Pipeline pipeline, SourceRevisionOverride pin) {
        ActionDeclaration action = pipeline.definition().stages().get(0).actions().stream()
                .filter(each -> each.name().equals(pin.actionName()))
                .findFirst()
                .orElseThrow(
                        () -> PipelineErrors.validation("Pipeline '%s' does not have a source action with name '%s'"
                                .formatted(pipeline.name(), pin.actionName())));
        SourceRevisionType wanted = ActionKind.of(action.actionTypeId()) == ActionKind.CODECOMMIT_SOURCE
                ? SourceRevisionType.COMMIT_ID
                : SourceRevisionType.S3_OBJECT_VERSION_ID;
        if (pin.revisionType() != wanted) {
            throw PipelineErrors.validation("Source action '%s' can be started with a revision of type %s, not %s"
                    .formatted(action.name(), wanted, pin.revisionTypeAsString()));
        }
        Constraints.present(pin.revisionValue(), "sourceRevisions.revisionValue");
    }

    private static Map<String, String> variables(Pipeline pipeline, List<PipelineVariable> given) {
        var values = new LinkedHashMap<String, String>();
        for (PipelineVariableDeclaration declared : pipeline.definition().variables()) {
            if (declared.defaultValue() != null) {
                values.put(declared.name(), declared.defaultValue());
            }
        }
        List<String> names = pipeline.definition().variables().stream()
                .map(PipelineVariableDeclaration::name)
                .toList();
        for (PipelineVariable variable : given) {
            if (!names.contains(variable.name())) {
                throw PipelineErrors.validation("Pipeline '%s' does not declare a variable with name '%s'"
                        .formatted(pipeline.name(), variable.name()));
            }
            values.put(variable.name(), Constraints.present(variable.value(), "variables.value"));
        }
        List<String> missing =
                names.stream().filter(name -> !values.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw PipelineErrors.validation(
                    "The pipeline variables %s have no default value, so each execution needs one".formatted(missing));
        }
        return values;
    }

    private static void requireRetryable(Pipeline pipeline, Execution execution, String stage) {
        boolean isParallel = pipeline.definition().executionMode() == ExecutionMode.PARALLEL;
        Optional<Execution> latest = pipeline.stage(stage).latest();
        if (!isParallel && latest.isPresent() && latest.get() != execution) {
            throw PipelineErrors.notLatest(stage, latest.get().id());
        }
        if (!execution.definition().version().equals(pipeline.definition().version())) {
            throw PipelineErrors.notRetryable("The pipeline was changed after the execution started.");
        }
        boolean hasFailed = execution.status() == PipelineExecutionStatus.FAILED
                && execution.stage().name().equals(stage);
        if (!hasFailed) {
            throw PipelineErrors.notRetryable(
                    "Execution '%s' has not failed in stage '%s'.".formatted(execution.id(), stage));
        }
    }

    private static void requireTarget(Pipeline pipeline, String stage, Execution target) {
        if (pipeline.definition().executionMode() == ExecutionMode.PARALLEL) {
            throw PipelineErrors.unableToRollback("Pipeline '%s' is in PARALLEL mode.".formatted(pipeline.name()));
        }
        if (target.type() == ExecutionType.ROLLBACK) {
            throw PipelineErrors.unableToRollback("Execution '%s' is a rollback itself.".formatted(target.id()));
        }
        if (!target.definition().version().equals(pipeline.definition().version())) {
            throw PipelineErrors.outdated(target.id());
        }
        boolean hasSucceeded = target.statusIn(stage)
                .filter(status -> status == StageExecutionStatus.SUCCEEDED)
                .isPresent();
        if (!hasSucceeded) {
            throw PipelineErrors.unableToRollback(
                    "Execution '%s' has not succeeded in stage '%s'.".formatted(target.id(), stage));
        }
        if (pipeline.view().isLocked(stage)) {
            throw PipelineErrors.unableToRollback("Stage '%s' is in progress.".formatted(stage));
        }
    }

    private ExecutionTrigger trigger(StartPipelineExecutionRequest request) {
        return EventTrigger.of(request)
                .map(rule -> ExecutionTrigger.builder()
                        .triggerType(TriggerType.CLOUD_WATCH_EVENT)
                        .triggerDetail(rule.ruleArn())
                        .build())
                .orElseGet(() -> trigger(TriggerType.START_PIPELINE_EXECUTION, scope));
    }

    private static ExecutionTrigger trigger(TriggerType type, AwsScope scope) {
        return ExecutionTrigger.builder()
                .triggerType(type)
                .triggerDetail(Callers.anyone(scope))
                .build();
    }
}
