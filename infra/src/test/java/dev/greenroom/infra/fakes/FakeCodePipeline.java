package dev.greenroom.infra.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;

/**
 * One pipeline whose stage Release ends in an approval, in a state that a test says. A token decides once. May be used by
 * several threads.
 */
public final class FakeCodePipeline implements CodePipelineClient {
    private final List<String> calls = new ArrayList<>();
    private final List<PipelineExecutionSummary> executions = new ArrayList<>();
    private final List<ActionExecutionDetail> actions = new ArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean exists = true;
    private String stage = "Release";
    private @Nullable StageExecution inside;
    private @Nullable String inFront;
    private @Nullable String token;
    private Runnable atLook = () -> {};

    /**
     * {@code approved TOKEN: SUMMARY}, {@code rejected TOKEN: SUMMARY}, {@code retry STAGE ID}, {@code stop ID} or
     * {@code abandon ID}; only what was accepted.
     */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** How often the state was asked for. */
    public int looks() {
        return looks.get();
    }

    public synchronized void isMissing() {
        exists = false;
    }

    public synchronized void hasOnlyStage(String name) {
        stage = name;
    }

    /** Newest first. */
    public synchronized void hasExecutions(PipelineExecutionSummary... newestFirst) {
        executions.clear();
        executions.addAll(List.of(newestFirst));
    }

    public synchronized void hasAction(ActionExecutionDetail action) {
        actions.add(action);
    }

    public synchronized void holds(String execution, String status) {
        inside = StageExecution.builder()
                .pipelineExecutionId(execution)
                .status(status)
                .build();
    }

    public synchronized void waitsInFront(@Nullable String execution) {
        inFront = execution;
    }

    /** An approval is waited for, of the execution that the stage holds; null for none. */
    public synchronized void asksWith(@Nullable String newToken) {
        token = newToken;
    }

    /** Something happens whenever somebody looked. */
    public synchronized void afterEachLook(Runnable action) {
        atLook = action;
    }

    @Override
    public synchronized GetPipelineResponse getPipeline(GetPipelineRequest request) {
        refuseIfMissing(request.name());
        var release = StageDeclaration.builder()
                .name(stage)
                .actions(action("Approval", "Manual", 2), action("SmokeTest", "CodeBuild", 1))
                .build();
        return GetPipelineResponse.builder()
                .pipeline(PipelineDeclaration.builder()
                        .name(request.name())
                        .stages(release)
                        .build())
                .build();
    }

    @Override
    public GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
        var state = state(request.name());
        looks.incrementAndGet();
        atLook.run();
        return state;
    }

    @Override
    public synchronized ListPipelineExecutionsResponse listPipelineExecutions(ListPipelineExecutionsRequest request) {
        refuseIfMissing(request.pipelineName());
        return ListPipelineExecutionsResponse.builder()
                .pipelineExecutionSummaries(executions)
                .build();
    }

    @Override
    public synchronized ListActionExecutionsResponse listActionExecutions(ListActionExecutionsRequest request) {
        return ListActionExecutionsResponse.builder()
                .actionExecutionDetails(actions.stream()
                        .filter(action -> action.pipelineExecutionId()
                                .equals(request.filter().pipelineExecutionId()))
                        .toList())
                .build();
    }

    @Override
    public synchronized PutApprovalResultResponse putApprovalResult(PutApprovalResultRequest request) {
        if (!request.token().equals(token)) {
            throw refused(ApprovalAlreadyCompletedException.builder(), "The approval has already been completed.");
        }
        calls.add("%s %s: %s"
                .formatted(
                        request.result().statusAsString().toLowerCase(Locale.ROOT),
                        request.token(),
                        request.result().summary()));
        token = null;
        return PutApprovalResultResponse.builder().approvedAt(Instant.EPOCH).build();
    }

    @Override
    public synchronized StartPipelineExecutionResponse startPipelineExecution(StartPipelineExecutionRequest request) {
        refuseIfMissing(request.name());
        return StartPipelineExecutionResponse.builder()
                .pipelineExecutionId("started")
                .build();
    }

    @Override
    public synchronized RetryStageExecutionResponse retryStageExecution(RetryStageExecutionRequest request) {
        if (inside == null || !"Failed".equals(inside.statusAsString())) {
            throw refused(StageNotRetryableException.builder(), "The stage cannot be retried.");
        }
        calls.add("retry %s %s".formatted(request.stageName(), request.pipelineExecutionId()));
        return RetryStageExecutionResponse.builder()
                .pipelineExecutionId(request.pipelineExecutionId())
                .build();
    }

    @Override
    public synchronized StopPipelineExecutionResponse stopPipelineExecution(StopPipelineExecutionRequest request) {
        calls.add((Boolean.TRUE.equals(request.abandon()) ? "abandon " : "stop ") + request.pipelineExecutionId());
        return StopPipelineExecutionResponse.builder()
                .pipelineExecutionId(request.pipelineExecutionId())
                .build();
    }

    @Override
    public String serviceName() {
        return "codepipeline";
    }

    @Override
    public void close() {}

    private synchronized GetPipelineStateResponse state(String name) {
        refuseIfMissing(name);
        var approval = ActionExecution.builder()
                .actionExecutionId("approval-1")
                .status(token == null ? "Succeeded" : "InProgress")
                .token(token)
                .build();
        var release = StageState.builder()
                .stageName(stage)
                .latestExecution(inside)
                .actionStates(ActionState.builder()
                        .actionName("Approval")
                        .latestExecution(inside == null ? null : approval)
                        .build());
        if (inFront != null) {
            release.inboundExecution(StageExecution.builder()
                    .pipelineExecutionId(inFront)
                    .status("InProgress")
                    .build());
        }
        return GetPipelineStateResponse.builder().stageStates(release.build()).build();
    }

    private void refuseIfMissing(String name) {
        if (!exists) {
            throw refused(PipelineNotFoundException.builder(), "The pipeline '%s' does not exist".formatted(name));
        }
    }

    private static ActionDeclaration action(String name, String provider, int runOrder) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(type -> type.provider(provider))
                .runOrder(runOrder)
                .timeoutInMinutes(name.equals("Approval") ? 60 : null)
                .build();
    }

    private static RuntimeException refused(CodePipelineException.Builder refusal, String message) {
        return refusal.message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorMessage(message).build())
                .build();
    }
}
