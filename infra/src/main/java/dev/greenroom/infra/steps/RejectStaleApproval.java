package dev.greenroom.infra.steps;

import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * Rejects the approval that a release waits for when a newer one waits in front of the stage. Started by an event, which
 * may come twice or late, so that it decides by what it finds. The token belongs to one approval of one execution: a
 * person who decides at the same moment either was faster, or finds the approval gone.
 */
final class RejectStaleApproval {
    private static final String STAGE = "Release";
    private static final String ACTION = "Approval";

    /** The event of a stage's success comes about when its execution gets to the next stage, or just before. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final BuildVariables variables;
    private final CodePipelineClient codePipeline;
    private final Pacing pacing;
    private final PrintStream out;

    RejectStaleApproval(BuildVariables variables, CodePipelineClient codePipeline, Pacing pacing, PrintStream out) {
        this.variables = variables;
        this.codePipeline = codePipeline;
        this.pacing = pacing;
        this.out = out;
    }

    void run() throws InterruptedException {
        var pipeline = variables.get("PIPELINE");
        var arrived = variables.get("EXECUTION_ID");
        for (var wait = pacing.start(); ; wait.untilNextLook()) {
            var stage = stage(pipeline);
            if (stage.inboundExecution() != null) {
                reject(pipeline, stage, stage.inboundExecution().pipelineExecutionId());
                return;
            }
            if (isInside(stage, arrived) || wait.hasLasted(PATIENCE)) {
                out.println("Nothing waits in front of stage " + STAGE);
                return;
            }
        }
    }

    private StageState stage(String pipeline) {
        return codePipeline.getPipelineState(request -> request.name(pipeline)).stageStates().stream()
                .filter(stage -> stage.stageName().equals(STAGE))
                .findFirst()
                .orElseThrow(() -> new DeploymentException(
                        "Tried to look at stage %s but pipeline %s has none of that name".formatted(STAGE, pipeline)));
    }

    private static boolean isInside(StageState stage, String execution) {
        return Optional.ofNullable(stage.latestExecution())
                .map(StageExecution::pipelineExecutionId)
                .filter(execution::equals)
                .isPresent();
    }

    private void reject(String pipeline, StageState stage, String newer) {
        var token = stage.actionStates().stream()
                .filter(action -> action.actionName().equals(ACTION))
                .map(ActionState::latestExecution)
                .filter(latest -> latest != null && latest.status() == ActionExecutionStatus.IN_PROGRESS)
                .map(ActionExecution::token)
                .filter(each -> each != null)
                .findFirst();
        if (token.isEmpty()) {
            // Decided already; or not asked yet, and when it is, an event of its own leads here.
            out.printf("Execution %s waits, and the one before it asks for no approval%n", newer);
            return;
        }
        try {
            codePipeline.putApprovalResult(request -> request.pipelineName(pipeline)
                    .stageName(STAGE)
                    .actionName(ACTION)
                    .token(token.get())
                    .result(result -> result.status(ApprovalStatus.REJECTED)
                            .summary("Superseded by execution %s, which is ready".formatted(newer))));
            out.printf("Rejected the approval in favour of execution %s%n", newer);
        } catch (ApprovalAlreadyCompletedException | InvalidApprovalTokenException decided) {
            out.println("Somebody else decided meanwhile");
        }
    }
}
