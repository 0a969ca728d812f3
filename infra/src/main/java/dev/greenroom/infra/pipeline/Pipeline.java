package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** One pipeline, which may or may not exist: what happens in it, and what people decide about it. */
public final class Pipeline {
    private final String name;
    private final AwsClients aws;

    public Pipeline(String name, AwsClients aws) {
        this.name = requireNonNull(name, "name is null");
        this.aws = requireNonNull(aws, "aws is null");
    }

    public String name() {
        return name;
    }

    /** The pipeline as it is now; empty when there is none. */
    public Optional<PipelineStatus> find() {
        try {
            return Optional.of(new PipelineReader(name, codePipeline()).read());
        } catch (PipelineNotFoundException missing) {
            return Optional.empty();
        }
    }

    /** @throws DeploymentException when there is no such pipeline */
    public PipelineStatus status() {
        return find().orElseThrow(() -> new DeploymentException(
                "Tried to look at pipeline %s but there is none; ./greenroom up --pipeline makes it".formatted(name)));
    }

    /** Newest first, superseded ones too. */
    public List<Execution> executions() {
        return status().executions();
    }

    /** What became of the actions in one execution, of all stages it came to, in the order they ran. */
    public List<ActionStatus> actions(String executionId) {
        return new PipelineReader(name, codePipeline()).actions(executionId);
    }

    /** Delivers what the watched branch holds now. Returns the execution's id. */
    public String start() {
        return attempt("start", () -> codePipeline()
                .startPipelineExecution(request ->
                        request.name(name).clientRequestToken(UUID.randomUUID().toString()))
                .pipelineExecutionId());
    }

    /**
     * Lets the release that waits go on, if it is still the one that this approval is about.
     *
     * @param remark is kept with the decision
     * @throws DeploymentException when it was decided already, by somebody else or by its time running out
     */
    public void approve(Approval approval, String remark) {
        decide("approve", approval, ApprovalStatus.APPROVED, remark);
    }

    /** Ends the execution that waits, as failed; who waits behind it goes on. */
    public void reject(Approval approval, String reason) {
        decide("reject", approval, ApprovalStatus.REJECTED, reason);
    }

    /** Runs the actions again that failed in the stage that failed. Returns the id of the execution. */
    public String retry() {
        var stage = status().failed()
                .orElseThrow(() -> new DeploymentException(
                        "Tried to retry the stage that failed in pipeline %s but none did".formatted(name)));
        return retry(stage);
    }

    /** Runs the actions again that failed in this stage. Returns the id of the execution. */
    public String retry(StageStatus stage) {
        var failed = stage.execution()
                .orElseThrow(() ->
                        new DeploymentException("Tried to retry stage %s of pipeline %s but nothing was ever in it"
                                .formatted(stage.name(), name)));
        return attempt("retry stage %s of".formatted(stage.name()), () -> codePipeline()
                .retryStageExecution(request -> request.pipelineName(name)
                        .stageName(stage.name())
                        .pipelineExecutionId(failed.id())
                        .retryMode(StageRetryMode.FAILED_ACTIONS))
                .pipelineExecutionId());
    }

    /** Ends an execution without an outcome. */
    public void stop(String executionId, StopMode mode, String reason) {
        attempt("stop", () -> codePipeline().stopPipelineExecution(request -> request.pipelineName(name)
                .pipelineExecutionId(executionId)
                .abandon(mode == StopMode.ABANDON)
                .reason(reason)));
    }

    /**
     * What the build of an action prints.
     *
     * @throws DeploymentException when the action is no build, or was not started yet
     */
    public ActionLog log(ActionStatus action) {
        if (!action.hasLog()) {
            throw new DeploymentException("Tried to read the log of %s but %s"
                    .formatted(
                            action.name(),
                            action.provider().equals("CodeBuild")
                                    ? "its build has not started"
                                    : "it is no build; %s carries it out".formatted(action.provider())));
        }
        return new ActionLog(aws, action.externalId());
    }

    private void decide(String verb, Approval approval, ApprovalStatus status, String summary) {
        try {
            codePipeline().putApprovalResult(request -> request.pipelineName(name)
                    .stageName(approval.stage())
                    .actionName(approval.action())
                    .token(approval.token())
                    .result(result -> result.status(status).summary(summary)));
        } catch (ApprovalAlreadyCompletedException | InvalidApprovalTokenException decided) {
            throw new DeploymentException(
                    "Tried to %s execution %s but it no longer waits for a decision: %s Nothing changed."
                            .formatted(verb, approval.executionId(), message(decided)),
                    decided);
        } catch (CodePipelineException failed) {
            throw failed(verb + " a release in", failed);
        }
    }

    private <T> T attempt(String verb, Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (CodePipelineException failed) {
            throw failed(verb, failed);
        }
    }

    private DeploymentException failed(String verb, CodePipelineException failure) {
        return new DeploymentException(
                "Tried to %s pipeline %s but CodePipeline refused: %s".formatted(verb, name, message(failure)),
                failure);
    }

    private static String message(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        return details == null || details.errorMessage() == null ? failure.toString() : details.errorMessage();
    }

    private CodePipelineClient codePipeline() {
        return aws.codePipeline();
    }

    private interface Attempt<T> {
        T make();
    }
}
