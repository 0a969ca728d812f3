package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;

/** What CodePipeline tells of one action, as people need it. */
final class ActionStatuses {
    /** What CodePipeline grants an approval that names no time. */
    private static final Duration USUAL_TIME_TO_DECIDE = Duration.ofDays(7);

    private final String pipeline;
    private final String stage;
    private final ActionDeclaration action;

    ActionStatuses(String pipeline, String stage, ActionDeclaration action) {
        this.pipeline = pipeline;
        this.stage = stage;
        this.action = action;
    }

    static ActionStatus notStarted(ActionDeclaration action) {
        return new ActionStatus(
                action.name(),
                action.actionTypeId().provider(),
                action.runOrder(),
                Status.NOT_STARTED,
                null,
                null,
                "",
                "",
                Map.of(),
                null);
    }

    /** @param token of the decision that the stage waits for, null when it waits for none */
    ActionStatus of(ActionExecutionDetail run, @Nullable String token) {
        var status = Status.of(run.statusAsString());
        return new ActionStatus(
                action.name(),
                action.actionTypeId().provider(),
                action.runOrder(),
                status,
                run.startTime(),
                status.isOver() ? run.lastUpdateTime() : null,
                summary(run),
                externalId(run),
                run.output() == null ? Map.of() : run.output().outputVariables(),
                token == null || !status.isRunning() ? null : approval(run, token));
    }

    private static String summary(ActionExecutionDetail run) {
        var result = run.output() == null ? null : run.output().executionResult();
        if (result == null) {
            return "";
        }
        var error = result.errorDetails() == null ? null : result.errorDetails().message();
        return requireNonNullElse(error, requireNonNullElse(result.externalExecutionSummary(), ""));
    }

    private static String externalId(ActionExecutionDetail run) {
        var result = run.output() == null ? null : run.output().executionResult();
        return result == null ? "" : requireNonNullElse(result.externalExecutionId(), "");
    }

    private Approval approval(ActionExecutionDetail run, String token) {
        var configuration = configuration(run);
        return new Approval(
                pipeline,
                stage,
                action.name(),
                run.pipelineExecutionId(),
                token,
                configuration.getOrDefault("CustomData", ""),
                configuration.get("ExternalEntityLink"),
                run.startTime(),
                expiry(run.startTime()));
    }

    private static Map<String, String> configuration(ActionExecutionDetail run) {
        if (run.input() == null) {
            return Map.of();
        }
        return run.input().hasResolvedConfiguration()
                ? run.input().resolvedConfiguration()
                : run.input().configuration();
    }

    private Instant expiry(Instant began) {
        var minutes = action.timeoutInMinutes();
        return began.plus(minutes == null ? USUAL_TIME_TO_DECIDE : Duration.ofMinutes(minutes));
    }
}
