package dev.greenroom.localcloud.codepipeline.model;

import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/** The errors of executions and approvals, in AWS's words where they are known. */
public final class ExecutionErrors {
    private ExecutionErrors() {}

    public static CodePipelineException executionNotFound(String pipeline, String execution) {
        return PipelineErrors.build(
                PipelineExecutionNotFoundException.builder(),
                "PipelineExecutionNotFoundException",
                "Pipeline '%s' does not have an execution with ID '%s'".formatted(pipeline, execution));
    }

    public static CodePipelineException notStoppable(String execution, String status) {
        return PipelineErrors.build(
                PipelineExecutionNotStoppableException.builder(),
                "PipelineExecutionNotStoppableException",
                "Unable to stop the pipeline execution. Execution '%s' is not in progress: its status is %s"
                        .formatted(execution, status));
    }

    public static CodePipelineException duplicatedStop(String execution) {
        return PipelineErrors.build(
                DuplicatedStopRequestException.builder(),
                "DuplicatedStopRequestException",
                "The pipeline execution '%s' is already in a 'Stopping' state. If you already chose to stop and wait, "
                                .formatted(execution)
                        + "you cannot make that request again. You can choose to stop and abandon now.");
    }

    public static CodePipelineException notRetryable(String reason) {
        return PipelineErrors.build(
                StageNotRetryableException.builder(),
                "StageNotRetryableException",
                ("Unable to retry. The pipeline structure or stage state might have changed while actions awaited "
                                + "retry, or the stage contains no failed actions. %s")
                        .formatted(reason));
    }

    public static CodePipelineException notLatest(String stage, String latest) {
        return PipelineErrors.build(
                NotLatestPipelineExecutionException.builder(),
                "NotLatestPipelineExecutionException",
                ("The stage has failed in a later run of the pipeline and the pipelineExecutionId associated with the "
                                + "request is out of date. The latest execution in stage '%s' is %s")
                        .formatted(stage, latest));
    }

    public static CodePipelineException unableToRollback(String reason) {
        return PipelineErrors.build(
                UnableToRollbackStageException.builder(),
                "UnableToRollbackStageException",
                "Unable to roll back the stage. " + reason);
    }

    public static CodePipelineException outdated(String execution) {
        return PipelineErrors.build(
                PipelineExecutionOutdatedException.builder(),
                "PipelineExecutionOutdatedException",
                ("The specified pipeline execution is outdated and cannot be used as a target pipeline execution for "
                                + "rollback: the pipeline was changed after execution '%s' started")
                        .formatted(execution));
    }

    public static CodePipelineException invalidToken() {
        return PipelineErrors.build(
                InvalidApprovalTokenException.builder(),
                "InvalidApprovalTokenException",
                "The approval request already received a response or has expired.");
    }

    public static CodePipelineException alreadyDecided(String action) {
        return PipelineErrors.build(
                ApprovalAlreadyCompletedException.builder(),
                "ApprovalAlreadyCompletedException",
                "The approval action '%s' has already been approved or rejected.".formatted(action));
    }

    public static CodePipelineException tooManyExecutions(String pipeline, int most) {
        return PipelineErrors.build(
                ConcurrentPipelineExecutionsLimitExceededException.builder(),
                "ConcurrentPipelineExecutionsLimitExceededException",
                "The pipeline '%s' has reached the limit for concurrent pipeline executions: %d"
                        .formatted(pipeline, most));
    }
}
