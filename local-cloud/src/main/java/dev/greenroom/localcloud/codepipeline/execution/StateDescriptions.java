package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** What is where in a pipeline now. */
public final class StateDescriptions {
    private final AwsScope scope;
    private final Pipelines store;

    StateDescriptions(AwsScope scope, Pipelines store) {
        this.scope = scope;
        this.store = store;
    }

    public GetPipelineStateResponse describe(@Nullable String name) {
        synchronized (store) {
            Pipeline pipeline = store.get(name, "name");
            var stages = new ArrayList<StageState>();
            for (StageDeclaration stage : pipeline.definition().stages()) {
                stages.add(describe(pipeline, stage, stages.isEmpty()));
            }
            return GetPipelineStateResponse.builder()
                    .pipelineName(pipeline.name())
                    .pipelineVersion(pipeline.definition().version())
                    .stageStates(stages)
                    .created(pipeline.created())
                    .updated(pipeline.updated())
                    .build();
        }
    }

    private StageState describe(Pipeline pipeline, StageDeclaration stage, boolean isFirst) {
        StageRecord stageRecord = pipeline.stage(stage.name());
        StageState.Builder state = StageState.builder()
                .stageName(stage.name())
                .actionStates(stage.actions().stream()
                        .map(action -> describe(stageRecord, action))
                        .toList());
        if (!isFirst) {
            state.inboundTransitionState(stageRecord.transition());
        }
        List<StageExecution> inbound = pipeline.active()
                .filter(execution ->
                        !execution.isInside() && execution.stage().name().equals(stage.name()))
                .map(execution -> describe(execution, StageExecutionStatus.IN_PROGRESS))
                .toList();
        if (!inbound.isEmpty()) {
            state.inboundExecution(inbound.get(0)).inboundExecutions(inbound);
        }
        stageRecord
                .latest()
                .ifPresent(latest -> state.latestExecution(
                        describe(latest, latest.statusIn(stage.name()).orElseThrow())));
        stageRecord.retries().ifPresent(state::retryStageMetadata);
        return state.build();
    }

    private static StageExecution describe(Execution execution, StageExecutionStatus status) {
        return StageExecution.builder()
                .pipelineExecutionId(execution.id())
                .status(status)
                .type(execution.type())
                .build();
    }

    private ActionState describe(StageRecord stage, ActionDeclaration action) {
        ActionState.Builder state = ActionState.builder().actionName(action.name());
        entityUrl(action).ifPresent(state::entityUrl);
        stage.latestRun(action.name()).ifPresent(run -> {
            state.latestExecution(describe(run));
            run.revision().ifPresent(revision -> state.revisionUrl(revision.url())
                    .currentRevision(current -> current.revisionId(revision.id())
                            .revisionChangeId(revision.id())
                            .created(revision.created())));
        });
        return state.build();
    }

    private static ActionExecution describe(ActionRun run) {
        ActionExecution.Builder execution = ActionExecution.builder()
                .actionExecutionId(run.id())
                .status(run.status())
                .lastStatusChange(run.detail().lastUpdateTime())
                .lastUpdatedBy(run.detail().updatedBy())
                .token(run.openToken().orElse(null));
        if (!run.summary().isEmpty()) {
            execution.summary(run.summary());
        }
        ActionExecutionResult result = run.detail().output().executionResult();
        if (result != null) {
            ErrorDetails error = result.errorDetails();
            execution
                    .externalExecutionId(result.externalExecutionId())
                    .externalExecutionUrl(result.externalExecutionUrl())
                    .errorDetails(error);
        }
        return execution.build();
    }

    private Optional<String> entityUrl(ActionDeclaration action) {
        Map<String, String> configuration = action.configuration();
        String region = scope.region();
        return switch (action.actionTypeId().provider()) {
            case "CodeCommit" ->
                Optional.of("https://console.aws.amazon.com/codecommit/home?region=%s#/repository/%s/browse/%s/--/"
                        .formatted(region, configuration.get("RepositoryName"), configuration.get("BranchName")));
            case "S3" -> Optional.of("https://console.aws.amazon.com/s3/home?region=%s#".formatted(region));
            case "CodeBuild" ->
                Optional.of("https://console.aws.amazon.com/codebuild/home?region=%s#/projects/%s/view"
                        .formatted(region, configuration.get("ProjectName")));
            case "CloudFormation" ->
                Optional.of("https://console.aws.amazon.com/cloudformation/home?region=%s#/".formatted(region));
            default -> Optional.empty();
        };
    }
}
