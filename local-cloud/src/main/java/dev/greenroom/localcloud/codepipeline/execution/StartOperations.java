package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.codepipeline.definition.ActionKind;
import dev.greenroom.localcloud.codepipeline.execution.Execution.Start;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.ExecutionErrors;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Starts executions. */
public final class StartOperations {
    private static final int MOST_EXECUTIONS = 50;

    private final AwsScope scope;
    private final Pipelines store;
    private final ExecutionEngine engine;

    StartOperations(AwsScope scope, Pipelines store, ExecutionEngine engine) {
        this.scope = scope;
        this.store = store;
        this.engine = engine;
    }

    /** @return the ID of the execution */
    public String start(StartPipelineExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.name(), "name");
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
            start(pipeline, manual(type, scope), variables(pipeline, List.of()), List.of());
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
            throw ExecutionErrors.tooManyExecutions(pipeline.name(), MOST_EXECUTIONS);
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

    private ExecutionTrigger trigger(StartPipelineExecutionRequest request) {
        return EventTrigger.of(request)
                .map(rule -> ExecutionTrigger.builder()
                        .triggerType(TriggerType.CLOUD_WATCH_EVENT)
                        .triggerDetail(rule.ruleArn())
                        .build())
                .orElseGet(() -> manual(TriggerType.START_PIPELINE_EXECUTION, scope));
    }

    /** What a caller does, whoever that is. */
    static ExecutionTrigger manual(TriggerType type, AwsScope scope) {
        return ExecutionTrigger.builder()
                .triggerType(type)
                .triggerDetail(Callers.anyone(scope))
                .build();
    }
}
