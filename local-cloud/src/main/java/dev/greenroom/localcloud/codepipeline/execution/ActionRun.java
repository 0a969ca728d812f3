package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.action.ActionResult.Revision;
import dev.greenroom.localcloud.codepipeline.action.Artifact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;

/** One execution of an action. Guarded by the store. */
final class ActionRun {
    private final ActionDeclaration action;
    private final Optional<String> token;
    private final List<Future<?>> work = new ArrayList<>();
    private ActionExecutionDetail detail;
    private String summary = "";
    private boolean decided;
    private Optional<Revision> revision = Optional.empty();

    /** @param token what an approval has to be answered with */
    ActionRun(ActionDeclaration action, Optional<String> token, ActionExecutionDetail detail) {
        this.action = action;
        this.token = token;
        this.detail = detail;
    }

    ActionDeclaration action() {
        return action;
    }

    String id() {
        return detail.actionExecutionId();
    }

    String executionId() {
        return detail.pipelineExecutionId();
    }

    ActionExecutionDetail detail() {
        return detail;
    }

    ActionExecutionStatus status() {
        return detail.status();
    }

    boolean isRunning() {
        return status() == ActionExecutionStatus.IN_PROGRESS;
    }

    /** The token of an approval, for as long as it can be answered. */
    Optional<String> openToken() {
        return token.filter(value -> isRunning());
    }

    boolean hasToken(String value) {
        return token.filter(value::equals).isPresent();
    }

    /** Whether somebody approved or rejected it. */
    boolean isDecided() {
        return decided;
    }

    /** What a source was found at. */
    Optional<Revision> revision() {
        return revision;
    }

    void revision(Revision found) {
        revision = Optional.of(found);
    }

    void decide() {
        decided = true;
    }

    String summary() {
        return summary;
    }

    ActionPhase phase() {
        return switch (status()) {
            case IN_PROGRESS -> ActionPhase.RUNNING;
            case SUCCEEDED -> ActionPhase.SUCCEEDED;
            default -> ActionPhase.FAILED;
        };
    }

    /** Ends with the run, whatever comes of it. */
    void add(Future<?> part) {
        work.add(part);
    }

    void outputs(List<Artifact> made) {
        detail = detail.toBuilder()
                .output(detail.output().toBuilder()
                        .outputArtifacts(made.stream().map(ActionRun::describe).toList())
                        .build())
                .build();
    }

    /** Changes what is known of its result. */
    void result(Instant now, Consumer<ActionExecutionResult.Builder> change) {
        ActionExecutionResult before = detail.output().executionResult();
        ActionExecutionResult.Builder result = before == null ? ActionExecutionResult.builder() : before.toBuilder();
        change.accept(result);
        detail = detail.toBuilder()
                .lastUpdateTime(now)
                .output(detail.output().toBuilder()
                        .executionResult(result.build())
                        .build())
                .build();
    }

    void change(Consumer<ActionExecutionDetail.Builder> change) {
        ActionExecutionDetail.Builder builder = detail.toBuilder();
        change.accept(builder);
        detail = builder.build();
    }

    /** Ends it. A timer is not needed any more; the thread that ends it must not be interrupted. */
    void end(ActionExecutionStatus status, String text, Instant now) {
        end(status, text, now, false);
    }

    /** Ends it although it works: its thread is interrupted. */
    void abandon(Instant now) {
        end(ActionExecutionStatus.ABANDONED, "", now, true);
    }

    private void end(ActionExecutionStatus status, String text, Instant now, boolean interrupt) {
        summary = text;
        change(builder -> builder.status(status).lastUpdateTime(now));
        work.forEach(part -> part.cancel(interrupt));
        work.clear();
    }

    static ArtifactDetail describe(Artifact artifact) {
        return ArtifactDetail.builder()
                .name(artifact.name())
                .s3location(location -> location.bucket(artifact.object().bucket())
                        .key(artifact.object().key()))
                .build();
    }
}
