package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.aws.Underway;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;

/** Puts every change of state on the event bus, and notes which executions are under way. */
final class StateEvents {
    private final EventPublisher publisher;
    private final Underway underway;
    private final String region;
    private final Clock clock;

    StateEvents(EventPublisher publisher, Underway underway, String region, Clock clock) {
        this.publisher = publisher;
        this.underway = underway;
        this.region = region;
        this.clock = clock;
    }

    /** @param state {@code STARTED}, {@code SUCCEEDED}, {@code RESUMED}, {@code FAILED}, ... */
    void pipeline(Pipeline pipeline, Execution execution, String state) {
        note(pipeline, execution);
        publish("Pipeline", pipeline, execution, detail(execution, state));
    }

    /** Without an event, as its pipeline is deleted. */
    void vanishes(Execution execution) {
        underway.isOver(execution.id());
    }

    void stage(Pipeline pipeline, Execution execution, String state) {
        note(pipeline, execution);
        Map<String, Object> detail = detail(execution, state);
        detail.put("stage", execution.stage().name());
        publish("Stage", pipeline, execution, detail);
    }

    void action(Pipeline pipeline, Execution execution, ActionRun run, String state) {
        Map<String, Object> detail = detail(execution, state);
        detail.put("stage", run.detail().stageName());
        detail.put("action", run.action().name());
        detail.put("action-execution-id", run.id());
        detail.put("region", region);
        ActionTypeId type = run.action().actionTypeId();
        detail.put(
                "type",
                Map.of(
                        "owner", type.ownerAsString(),
                        "category", type.categoryAsString(),
                        "provider", type.provider(),
                        "version", type.version()));
        detail.put("input-artifacts", artifacts(run.detail().input().inputArtifacts()));
        detail.put("output-artifacts", artifacts(run.detail().output().outputArtifacts()));
        ActionExecutionResult result = run.detail().output().executionResult();
        if (result != null) {
            detail.put("execution-result", result(result));
        }
        publish("Action", pipeline, execution, detail);
    }

    private void note(Pipeline pipeline, Execution execution) {
        if (!execution.isActive()) {
            underway.isOver(execution.id());
            return;
        }
        String revision = execution.products().sourceRevisions().stream()
                .findFirst()
                .map(source -> " with revision %s (%s)"
                        .formatted(
                                source.revisionId(),
                                source.revisionSummary().lines().findFirst().orElse("")))
                .orElse("");
        underway.is(
                execution.id(),
                "execution %s of pipeline %s%s, in stage %s"
                        .formatted(
                                execution.id(),
                                pipeline.name(),
                                revision,
                                execution.stage().name()));
    }

    private void publish(String what, Pipeline pipeline, Execution execution, Map<String, Object> detail) {
        var complete = new LinkedHashMap<String, Object>();
        complete.put("pipeline", pipeline.name());
        complete.put("execution-id", execution.id());
        complete.putAll(detail);
        publisher.publish(
                "CodePipeline %s Execution State Change".formatted(what), pipeline.arn(), clock.instant(), complete);
    }

    private static Map<String, Object> detail(Execution execution, String state) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("start-time", seconds(execution.startTime()));
        detail.put("state", state);
        detail.put("version", execution.definition().version().doubleValue());
        detail.put("pipeline-execution-attempt", (double) execution.attempt());
        var trigger = new LinkedHashMap<String, Object>();
        trigger.put("trigger-type", execution.trigger().triggerTypeAsString());
        put(trigger, "trigger-detail", execution.trigger().triggerDetail());
        detail.put("execution-trigger", trigger);
        return detail;
    }

    private static List<Map<String, Object>> artifacts(List<ArtifactDetail> artifacts) {
        return artifacts.stream()
                .<Map<String, Object>>map(artifact -> Map.of(
                        "name",
                        artifact.name(),
                        "s3location",
                        Map.of(
                                "bucket", artifact.s3location().bucket(),
                                "key", artifact.s3location().key())))
                .toList();
    }

    private static Map<String, Object> result(ActionExecutionResult result) {
        var detail = new LinkedHashMap<String, Object>();
        put(detail, "external-execution-url", result.externalExecutionUrl());
        put(detail, "external-execution-summary", result.externalExecutionSummary());
        put(detail, "external-execution-id", result.externalExecutionId());
        ErrorDetails error = result.errorDetails();
        if (error != null) {
            put(detail, "error-code", error.code());
            put(detail, "error-message", error.message());
        }
        return detail;
    }

    private static void put(Map<String, Object> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value);
        }
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
