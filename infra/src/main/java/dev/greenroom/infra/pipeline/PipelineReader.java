package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Puts together what CodePipeline tells of a pipeline in several answers. */
final class PipelineReader {
    /** As many as are of interest; CodePipeline's own page. */
    private static final int EXECUTIONS = 100;

    private final String name;
    private final CodePipelineClient codePipeline;
    private final Map<String, List<ActionExecutionDetail>> runs = new LinkedHashMap<>();

    PipelineReader(String name, CodePipelineClient codePipeline) {
        this.name = name;
        this.codePipeline = codePipeline;
    }

    PipelineStatus read() {
        var definition = codePipeline.getPipeline(request -> request.name(name)).pipeline();
        var states = codePipeline.getPipelineState(request -> request.name(name)).stageStates().stream()
                .collect(toMap(StageState::stageName, state -> state));
        var executions = executions();
        var stages = new ArrayList<StageStatus>();
        for (var stage : definition.stages()) {
            var state = states.get(stage.name());
            if (state != null) {
                stages.add(stage(stage, state, executions));
            }
        }
        return new PipelineStatus(name, stages, List.copyOf(executions.values()));
    }

    List<ActionStatus> actions(String executionId) {
        var definition = codePipeline.getPipeline(request -> request.name(name)).pipeline();
        return definition.stages().stream()
                .flatMap(stage -> actions(stage, executionId, null).stream())
                .filter(action -> action.status() != Status.NOT_STARTED)
                .toList();
    }

    /** By id, newest first. */
    private Map<String, Execution> executions() {
        var executions = new LinkedHashMap<String, Execution>();
        codePipeline
                .listPipelineExecutions(request -> request.pipelineName(name).maxResults(EXECUTIONS))
                .pipelineExecutionSummaries()
                .forEach(summary -> executions.put(summary.pipelineExecutionId(), execution(summary)));
        return executions;
    }

    private static Execution execution(PipelineExecutionSummary summary) {
        var revision = summary.sourceRevisions().stream()
                .findFirst()
                .map(source -> new Revision(source.revisionId(), requireNonNullElse(source.revisionSummary(), "")))
                .orElse(null);
        var trigger = summary.trigger();
        return new Execution(
                summary.pipelineExecutionId(),
                Status.of(summary.statusAsString()),
                revision,
                trigger == null
                        ? ""
                        : "%s %s"
                                .formatted(
                                        requireNonNullElse(trigger.triggerTypeAsString(), ""),
                                        requireNonNullElse(trigger.triggerDetail(), ""))
                                .strip(),
                requireNonNullElse(summary.statusSummary(), ""),
                summary.startTime(),
                requireNonNullElse(summary.lastUpdateTime(), summary.startTime()));
    }

    private StageStatus stage(StageDeclaration stage, StageState state, Map<String, Execution> executions) {
        var latest = state.latestExecution();
        var transition = state.inboundTransitionState();
        var isOpen = transition == null || !Boolean.FALSE.equals(transition.enabled());
        return new StageStatus(
                stage.name(),
                latest == null ? Status.NOT_STARTED : Status.of(latest.statusAsString()),
                find(latest, executions),
                find(state.inboundExecution(), executions),
                actions(stage, latest == null ? null : latest.pipelineExecutionId(), state),
                isOpen ? null : requireNonNullElse(transition.disabledReason(), "no reason was given"));
    }

    private static @Nullable Execution find(@Nullable StageExecution which, Map<String, Execution> executions) {
        return which == null ? null : executions.get(which.pipelineExecutionId());
    }

    /** In the order they run. */
    private List<ActionStatus> actions(
            StageDeclaration stage, @Nullable String executionId, @Nullable StageState state) {
        return stage.actions().stream()
                .sorted(Comparator.comparing(ActionDeclaration::runOrder))
                .map(action -> {
                    var run = run(executionId, stage.name(), action.name());
                    return run == null
                            ? ActionStatuses.notStarted(action)
                            : new ActionStatuses(name, stage.name(), action).of(run, token(state, run));
                })
                .toList();
    }

    /** The last attempt of an action in one execution. */
    private @Nullable ActionExecutionDetail run(@Nullable String executionId, String stage, String action) {
        if (executionId == null) {
            return null;
        }
        return runs.computeIfAbsent(executionId, this::load).stream()
                .filter(run -> run.stageName().equals(stage) && run.actionName().equals(action))
                .max(Comparator.comparing(ActionExecutionDetail::startTime))
                .orElse(null);
    }

    private List<ActionExecutionDetail> load(String executionId) {
        return codePipeline
                .listActionExecutionsPaginator(
                        request -> request.pipelineName(name).filter(filter -> filter.pipelineExecutionId(executionId)))
                .actionExecutionDetails()
                .stream()
                .toList();
    }

    private static @Nullable String token(@Nullable StageState state, ActionExecutionDetail run) {
        if (state == null) {
            return null;
        }
        return state.actionStates().stream()
                .map(ActionState::latestExecution)
                .filter(Objects::nonNull)
                .filter(latest -> Objects.equals(latest.actionExecutionId(), run.actionExecutionId()))
                .map(ActionExecution::token)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
