package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.ExecutionErrors;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ApprovalResult;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Decisions about approvals. A token belongs to one request of one execution, and the first decision counts. */
public final class ApprovalOperations {
    private static final int LONGEST_SUMMARY = 512;

    private final AwsScope scope;
    private final Pipelines store;
    private final ActionWork work;
    private final Clock clock;

    ApprovalOperations(AwsScope scope, Pipelines store, ActionWork work, Clock clock) {
        this.scope = scope;
        this.store = store;
        this.work = work;
        this.clock = clock;
    }

    /** @return when it was decided */
    public Instant put(PutApprovalResultRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            ApprovalResult result = checked(Constraints.present(request.result(), "result"));
            String token = Constraints.present(request.token(), "token");
            String stage = Constraints.present(request.stageName(), "stageName");
            String action = Constraints.present(request.actionName(), "actionName");
            Request open = find(pipeline, stage, action, token).orElseThrow(() -> notFound(pipeline, stage, action));
            if (!open.run().isRunning()) {
                throw ended(pipeline, stage, open.run());
            }
            boolean approved = result.status() == ApprovalStatus.APPROVED;
            work.decide(pipeline, open.execution(), open.run(), approved, result.summary(), Callers.anyone(scope));
            return clock.instant();
        }
    }

    private record Request(Execution execution, ActionRun run) {}

    private static ApprovalResult checked(ApprovalResult result) {
        String summary = Constraints.present(result.summary(), "result.summary");
        Constraints.present(result.status(), "result.status");
        if (result.status() == ApprovalStatus.UNKNOWN_TO_SDK_VERSION) {
            throw PipelineErrors.validation("Unknown result.status: " + result.statusAsString());
        }
        if (summary.length() > LONGEST_SUMMARY) {
            throw PipelineErrors.validation("The summary has more than %d characters".formatted(LONGEST_SUMMARY));
        }
        return result;
    }

    private static RuntimeException notFound(Pipeline pipeline, String stageName, String action) {
        StageDeclaration stage = pipeline.definition().stages().get(pipeline.indexOf(stageName));
        return stage.actions().stream().map(ActionDeclaration::name).noneMatch(action::equals)
                ? PipelineErrors.actionNotFound(stageName, action)
                : ExecutionErrors.invalidToken();
    }

    /** Also one of a stage or an action that the pipeline does not have any more. */
    private static Optional<Request> find(Pipeline pipeline, String stage, String action, String token) {
        return pipeline.executions().stream()
                .flatMap(execution -> runs(execution, stage, action))
                .filter(request -> request.run().hasToken(token))
                .findFirst();
    }

    private static Stream<Request> runs(Execution execution, String stage, String action) {
        return execution.runs().stream()
                .filter(run -> run.detail().stageName().equals(stage)
                        && run.action().name().equals(action))
                .map(run -> new Request(execution, run));
    }

    /** What was decided a moment ago is told apart from what nobody asks for any more. */
    private static RuntimeException ended(Pipeline pipeline, String stage, ActionRun run) {
        boolean isLatest = pipeline.definition().executionMode() == ExecutionMode.PARALLEL
                || pipeline.stage(stage)
                        .latestRun(run.action().name())
                        .filter(run::equals)
                        .isPresent();
        return run.isDecided() && isLatest
                ? ExecutionErrors.alreadyDecided(run.action().name())
                : ExecutionErrors.invalidToken();
    }
}
