package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.Underway;
import dev.greenroom.localcloud.codepipeline.action.ActionRunners;
import dev.greenroom.localcloud.codepipeline.action.Authorization;
import dev.greenroom.localcloud.codepipeline.action.PolicyAuthorization;
import dev.greenroom.localcloud.codepipeline.definition.ActionTypes;
import dev.greenroom.localcloud.codepipeline.execution.DaemonTimers;
import dev.greenroom.localcloud.codepipeline.execution.PipelineEngine;
import dev.greenroom.localcloud.codepipeline.execution.Timers;
import java.time.Clock;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** CodePipeline in one region. */
public final class CodePipeline implements CodePipelineClient, AutoCloseable {
    private final DaemonTimers ownTimers;
    private final PipelineEngine engine;

    public CodePipeline(AwsScope scope, AwsClients clients, Pace pace, Underway underway, Clock clock) {
        ownTimers = new DaemonTimers("codepipeline-timers-" + scope.region());
        Timers timers = (delay, what) -> ownTimers.after(pace.waitingForDecision(delay), what);
        engine = engine(scope, clients, new PolicyAuthorization(new Permissions(clients)), timers, underway, clock);
    }

    CodePipeline(
            AwsScope scope,
            AwsClients clients,
            Authorization authorization,
            Timers timers,
            Underway underway,
            Clock clock) {
        ownTimers = new DaemonTimers("codepipeline-timers-" + scope.region());
        engine = engine(scope, clients, authorization, timers, underway, clock);
    }

    private static PipelineEngine engine(
            AwsScope scope,
            AwsClients clients,
            Authorization authorization,
            Timers timers,
            Underway underway,
            Clock clock) {
        return new PipelineEngine(
                scope, clients, ActionRunners.of(scope, clients), authorization, timers, underway, clock);
    }

    @Override
    public CreatePipelineResponse createPipeline(CreatePipelineRequest request) {
        return engine.pipelines().create(request);
    }

    @Override
    public UpdatePipelineResponse updatePipeline(UpdatePipelineRequest request) {
        return UpdatePipelineResponse.builder()
                .pipeline(engine.pipelines().update(request))
                .build();
    }

    @Override
    public DeletePipelineResponse deletePipeline(DeletePipelineRequest request) {
        engine.pipelines().delete(request.name());
        return DeletePipelineResponse.builder().build();
    }

    @Override
    public GetPipelineResponse getPipeline(GetPipelineRequest request) {
        return engine.pipelines().get(request);
    }

    @Override
    public ListPipelinesResponse listPipelines(ListPipelinesRequest request) {
        return engine.pipelines().list(request);
    }

    @Override
    public ListActionTypesResponse listActionTypes(ListActionTypesRequest request) {
        return ListActionTypesResponse.builder()
                .actionTypes(ActionTypes.of(request.actionOwnerFilter()))
                .build();
    }

    @Override
    public StartPipelineExecutionResponse startPipelineExecution(StartPipelineExecutionRequest request) {
        return StartPipelineExecutionResponse.builder()
                .pipelineExecutionId(engine.starts().start(request))
                .build();
    }

    @Override
    public StopPipelineExecutionResponse stopPipelineExecution(StopPipelineExecutionRequest request) {
        return StopPipelineExecutionResponse.builder()
                .pipelineExecutionId(engine.executions().stop(request))
                .build();
    }

    @Override
    public RetryStageExecutionResponse retryStageExecution(RetryStageExecutionRequest request) {
        return RetryStageExecutionResponse.builder()
                .pipelineExecutionId(engine.executions().retry(request))
                .build();
    }

    @Override
    public RollbackStageResponse rollbackStage(RollbackStageRequest request) {
        return RollbackStageResponse.builder()
                .pipelineExecutionId(engine.executions().rollBack(request))
                .build();
    }

    @Override
    public PutApprovalResultResponse putApprovalResult(PutApprovalResultRequest request) {
        return PutApprovalResultResponse.builder()
                .approvedAt(engine.approvals().put(request))
                .build();
    }

    @Override
    public EnableStageTransitionResponse enableStageTransition(EnableStageTransitionRequest request) {
        engine.transitions().enable(request);
        return EnableStageTransitionResponse.builder().build();
    }

    @Override
    public DisableStageTransitionResponse disableStageTransition(DisableStageTransitionRequest request) {
        engine.transitions().disable(request);
        return DisableStageTransitionResponse.builder().build();
    }

    @Override
    public GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
        return engine.stateDescriptions().describe(request.name());
    }

    @Override
    public GetPipelineExecutionResponse getPipelineExecution(GetPipelineExecutionRequest request) {
        return GetPipelineExecutionResponse.builder()
                .pipelineExecution(engine.executionDescriptions().get(request))
                .build();
    }

    @Override
    public ListPipelineExecutionsResponse listPipelineExecutions(ListPipelineExecutionsRequest request) {
        return engine.executionDescriptions().list(request);
    }

    @Override
    public ListActionExecutionsResponse listActionExecutions(ListActionExecutionsRequest request) {
        return engine.actionDescriptions().list(request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        engine.tags().add(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        engine.tags().remove(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(engine.tags().of(request.resourceArn()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        ownTimers.close();
        engine.close();
    }
}
