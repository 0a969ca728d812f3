package dev.greenroom.cli.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
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
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;

/**
 * A pipeline of the stages Source, Build and Release (Approval, Verify, Toggle), in a state that a test says. Something
 * may be said to happen after a decision, and whenever the executions were looked at.
 */
public final class FakePipeline implements CodePipelineClient {
    private static final Instant BEGIN = Instant.EPOCH;

    private final List<String> calls = new ArrayList<>();
    private final Map<String, PipelineExecutionSummary> executions = new HashMap<>();
    private final List<String> newestFirst = new ArrayList<>();
    private final Map<String, StageExecution> holds = new HashMap<>();
    private final Map<String, StageExecution> waits = new HashMap<>();
    private final List<ActionExecutionDetail> actions = new ArrayList<>();
    private boolean exists = true;
    private @Nullable String token;
    private Runnable afterDecision = () -> {};
    private Runnable afterLook = () -> {};

    /** {@code approved: REMARK}, {@code rejected: REASON}, {@code retry STAGE}, {@code stop ID} or {@code abandon ID}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized void isMissing() {
        exists = false;
    }

    /** A newer one than those before, or the new state of one of them. */
    public synchronized void execution(String id, String status, String commit) {
        execution(id, status, commit, "CloudWatchEvent");
    }

    /** @param commit empty while the source was not read */
    public synchronized void execution(String id, String status, String commit, String trigger) {
        if (!executions.containsKey(id)) {
            newestFirst.add(0, id);
        }
        executions.put(
                id,
                PipelineExecutionSummary.builder()
                        .pipelineExecutionId(id)
                        .status(status)
                        .startTime(BEGIN)
                        .lastUpdateTime(BEGIN.plusSeconds(90))
                        .sourceRevisions(Stream.of(commit)
                                .filter(text -> !text.isEmpty())
                                .map(text -> SourceRevision.builder()
                                        .revisionId(text)
                                        .revisionSummary("Change " + id)
                                        .build())
                                .toList())
                        .trigger(its -> its.triggerType(trigger).triggerDetail("detail"))
                        .build());
    }

    public synchronized void holds(String stage, String execution, String status) {
        holds.put(stage, stageExecution(execution, status));
    }

    public synchronized void waitsInFront(String stage, String execution) {
        waits.put(stage, stageExecution(execution, "InProgress"));
    }

    public synchronized void action(String stage, String action, String execution, String status) {
        action(stage, action, execution, status, "", "");
    }

    /** In place of what was said of it before. */
    public synchronized void action(
            String stage, String action, String execution, String status, String summary, String externalId) {
        String id = "%s-%s".formatted(execution, action);
        actions.removeIf(its -> its.actionExecutionId().equals(id));
        actions.add(ActionExecutionDetail.builder()
                .pipelineExecutionId(execution)
                .actionExecutionId(id)
                .stageName(stage)
                .actionName(action)
                .status(status)
                .startTime(BEGIN)
                .lastUpdateTime(BEGIN.plusSeconds(12))
                .input(input -> input.resolvedConfiguration(Map.of("CustomData", "image 1@sha256:1, in slot b")))
                .output(output -> output.executionResult(
                        result -> result.externalExecutionId(externalId).externalExecutionSummary(summary)))
                .build());
    }

    /** The execution that Release holds waits for a decision, with this token. */
    public synchronized void asks(String newToken) {
        token = newToken;
    }

    public synchronized void afterDecision(Runnable action) {
        afterDecision = action;
    }

    public synchronized void afterLook(Runnable action) {
        afterLook = action;
    }

    @Override
    public synchronized GetPipelineResponse getPipeline(GetPipelineRequest request) {
        refuseIfMissing(request.name());
        return GetPipelineResponse.builder()
                .pipeline(pipeline -> pipeline.name(request.name())
                        .stages(
                                stage("Source", declaration("Source", "CodeCommit", 1)),
                                stage("Build", declaration("Build", "CodeBuild", 1)),
                                stage(
                                        "Release",
                                        declaration("Approval", "Manual", 1),
                                        declaration("Verify", "CodeBuild", 2),
                                        declaration("Toggle", "CloudFormation", 3))))
                .build();
    }

    @Override
    public synchronized GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
        refuseIfMissing(request.name());
        return GetPipelineStateResponse.builder()
                .stageStates(
                        Stream.of("Source", "Build", "Release").map(this::state).toList())
                .build();
    }

    @Override
    public ListPipelineExecutionsResponse listPipelineExecutions(ListPipelineExecutionsRequest request) {
        ListPipelineExecutionsResponse response = answer();
        afterLook.run();
        return response;
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
        calls.add("%s: %s"
                .formatted(
                        request.result().statusAsString().toLowerCase(Locale.ROOT),
                        request.result().summary()));
        token = null;
        afterDecision.run();
        return PutApprovalResultResponse.builder().approvedAt(BEGIN).build();
    }

    @Override
    public synchronized RetryStageExecutionResponse retryStageExecution(RetryStageExecutionRequest request) {
        calls.add("retry " + request.stageName());
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

    private synchronized ListPipelineExecutionsResponse answer() {
        return ListPipelineExecutionsResponse.builder()
                .pipelineExecutionSummaries(
                        newestFirst.stream().map(executions::get).toList())
                .build();
    }

    private StageState state(String stage) {
        StageState.Builder state = StageState.builder()
                .stageName(stage)
                .latestExecution(holds.get(stage))
                .inboundExecution(waits.get(stage));
        if (stage.equals("Release") && token != null) {
            String asked = holds.get(stage).pipelineExecutionId() + "-Approval";
            state.actionStates(ActionState.builder()
                    .actionName("Approval")
                    .latestExecution(its ->
                            its.actionExecutionId(asked).status("InProgress").token(token))
                    .build());
        }
        return state.build();
    }

    private void refuseIfMissing(String name) {
        if (!exists) {
            throw refused(PipelineNotFoundException.builder(), "The pipeline '%s' does not exist".formatted(name));
        }
    }

    private static StageExecution stageExecution(String execution, String status) {
        return StageExecution.builder()
                .pipelineExecutionId(execution)
                .status(status)
                .build();
    }

    private static StageDeclaration stage(String name, ActionDeclaration... itsActions) {
        return StageDeclaration.builder().name(name).actions(itsActions).build();
    }

    private static ActionDeclaration declaration(String name, String provider, int runOrder) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(type -> type.provider(provider))
                .runOrder(runOrder)
                .build();
    }

    private static RuntimeException refused(CodePipelineException.Builder refusal, String message) {
        return refusal.message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorMessage(message).build())
                .build();
    }
}
