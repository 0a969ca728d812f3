package dev.greenroom.localcloud.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.Underway;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** A CodePipeline with fakes around it, and what a test needs to say often. */
final class PipelineFixture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final FakeAws aws = new FakeAws();
    final ManualTimers timers = new ManualTimers();
    final AtomicReference<List<String>> underway = new AtomicReference<>(List.of());
    final Set<String> denied = ConcurrentHashMap.newKeySet();
    final CodePipeline codePipeline = new CodePipeline(
            new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1"),
            aws.clients(),
            this::authorize,
            timers,
            new Underway(underway::set),
            Clock.systemUTC());

    PipelineFixture() {
        push("v0");
    }

    @Override
    public void close() {
        codePipeline.close();
    }

    private void authorize(String role, String session, String action, String resource, Map<String, String> context) {
        // As policies usually are: a role may be handed to one service only.
        var toNobody = action.equals("iam:PassRole") && !context.containsKey("iam:PassedToService");
        if (denied.contains(action) || toNobody) {
            throw new NotAuthorizedException("User: %s/%s is not authorized to perform: %s on resource: %s"
                    .formatted(role, session, action, resource));
        }
    }

    /** A commit that holds a template. */
    void push(String commit) {
        aws.codeCommit.push(
                commit,
                Map.of(
                        "template.yaml", new FakeCodeCommit.File("100644", "Resources: {}"),
                        "run.sh", new FakeCodeCommit.File("100755", "#!/bin/sh")));
    }

    /** A commit that holds files of an ordinary kind beside its template. */
    void push(String commit, Map<String, String> files) {
        var all = new HashMap<String, FakeCodeCommit.File>();
        all.put("template.yaml", new FakeCodeCommit.File("100644", "Resources: {}"));
        files.forEach((path, content) -> all.put(path, new FakeCodeCommit.File("100644", content)));
        aws.codeCommit.push(commit, all);
    }

    /** Creates the pipeline, of which this action has to fail; returns why. */
    ErrorDetails failure(String stage, String action, PipelineDeclaration.Builder pipeline) {
        String id = createRunning(pipeline);
        assertThat(awaitEnd(id)).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(action(stage, action).latestExecution().status()).isEqualTo(ActionExecutionStatus.FAILED);
        return action(stage, action).latestExecution().errorDetails();
    }

    /** Creates the pipeline and waits for the execution that starts by itself to end. */
    void create(PipelineDeclaration.Builder pipeline) {
        String first = createRunning(pipeline);
        awaitEnd(first);
    }

    /** Creates the pipeline; returns the execution that starts by itself. */
    String createRunning(PipelineDeclaration.Builder pipeline) {
        codePipeline.createPipeline(request -> request.pipeline(pipeline.build()));
        return executions().get(0);
    }

    String start() {
        return codePipeline
                .startPipelineExecution(request -> request.name(Pipelines.NAME))
                .pipelineExecutionId();
    }

    /** Pushes a commit and starts an execution that is about it. */
    String deliver(String commit) {
        push(commit);
        return start();
    }

    /** IDs of executions, the latest first. */
    List<String> executions() {
        return codePipeline
                .listPipelineExecutions(request -> request.pipelineName(Pipelines.NAME))
                .pipelineExecutionSummaries()
                .stream()
                .map(summary -> summary.pipelineExecutionId())
                .toList();
    }

    PipelineExecution execution(String id) {
        return codePipeline
                .getPipelineExecution(
                        request -> request.pipelineName(Pipelines.NAME).pipelineExecutionId(id))
                .pipelineExecution();
    }

    /** What the list of executions says of one. */
    PipelineExecutionSummary summary(String id) {
        return codePipeline
                .listPipelineExecutions(request -> request.pipelineName(Pipelines.NAME))
                .pipelineExecutionSummaries()
                .stream()
                .filter(summary -> summary.pipelineExecutionId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    PipelineExecutionStatus status(String id) {
        return execution(id).status();
    }

    void awaitStatus(String id, PipelineExecutionStatus status) {
        await("%s is %s".formatted(id, status))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> status(id) == status);
    }

    PipelineExecutionStatus awaitEnd(String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> status(id),
                        status -> status != PipelineExecutionStatus.IN_PROGRESS
                                && status != PipelineExecutionStatus.STOPPING);
    }

    StageState stage(String name) {
        return codePipeline.getPipelineState(request -> request.name(Pipelines.NAME)).stageStates().stream()
                .filter(stage -> stage.stageName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ActionState action(String stage, String name) {
        return stage(stage).actionStates().stream()
                .filter(action -> action.actionName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the execution is the one that waits in front of the stage. */
    void awaitInbound(String stage, String execution) {
        await("%s in front of %s".formatted(execution, stage))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> stage(stage).inboundExecution() != null
                        && stage(stage).inboundExecution().pipelineExecutionId().equals(execution));
    }

    /** Waits until the execution is in the stage and asks for the approval; returns its token. */
    String awaitApproval(String stage, String action, String execution) {
        return await("approval of " + execution)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            boolean isInside = stage(stage).latestExecution() != null
                                    && stage(stage)
                                            .latestExecution()
                                            .pipelineExecutionId()
                                            .equals(execution);
                            ActionExecution latest = action(stage, action).latestExecution();
                            return isInside && latest != null && latest.status() == ActionExecutionStatus.IN_PROGRESS
                                    ? latest.token()
                                    : "";
                        },
                        token -> !token.isEmpty());
    }

    void approve(String stage, String action, String token) {
        decide(stage, action, token, ApprovalStatus.APPROVED);
    }

    void reject(String stage, String action, String token) {
        decide(stage, action, token, ApprovalStatus.REJECTED);
    }

    void decide(String stage, String action, String token, ApprovalStatus status) {
        codePipeline.putApprovalResult(request -> request.pipelineName(Pipelines.NAME)
                .stageName(stage)
                .actionName(action)
                .token(token)
                .result(result -> result.status(status).summary("because")));
    }

    void awaitAction(String stage, String action, ActionExecutionStatus status) {
        await("%s is %s".formatted(action, status))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> action(stage, action).latestExecution() != null
                        && action(stage, action).latestExecution().status() == status);
    }
}
