package dev.greenroom.cli.pipeline;

import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.StageStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pipeline for scripts; its form is documented in {@code docs/delivery.md} and only grows. */
public final class PipelineJson {
    private PipelineJson() {}

    public static Map<String, Object> of(PipelineStatus status, Instant now) {
        Situation situation = Situation.of(status);
        var json = new LinkedHashMap<String, Object>();
        json.put("pipeline", status.name());
        json.put("state", situation.state().name());
        json.put("summary", situation.sentence());
        json.put("next", situation.next());
        status.approval().ifPresent(approval -> json.put("approval", approval(approval)));
        json.put(
                "stages",
                status.stages().stream().map(stage -> stage(stage, now)).toList());
        json.put(
                "executions",
                status.executions().stream()
                        .map(execution -> execution(execution, now))
                        .toList());
        return json;
    }

    private static Map<String, Object> approval(Approval approval) {
        var json = new LinkedHashMap<String, Object>();
        json.put("stage", approval.stage());
        json.put("action", approval.action());
        json.put("execution", approval.executionId());
        json.put("about", approval.customData());
        approval.url().ifPresent(url -> json.put("url", url));
        json.put("since", approval.since().toString());
        json.put("expires", approval.expires().toString());
        return json;
    }

    private static Map<String, Object> stage(StageStatus stage, Instant now) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", stage.name());
        json.put("status", stage.status().name());
        stage.execution().ifPresent(execution -> json.put("execution", execution.id()));
        stage.waiting().ifPresent(execution -> {
            json.put("waiting", execution.id());
            json.put("reason", Situation.reason(stage));
        });
        json.put(
                "actions",
                stage.actions().stream().map(action -> action(action, now)).toList());
        return json;
    }

    private static Map<String, Object> action(ActionStatus action, Instant now) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", action.name());
        json.put("provider", action.provider());
        json.put("runOrder", action.runOrder());
        json.put("status", action.status().name());
        action.took(now).ifPresent(took -> json.put("seconds", took.toMillis() / 1000.0));
        json.put("summary", action.summary());
        json.put("hasLog", action.hasLog());
        json.put("outputs", action.outputs());
        return json;
    }

    private static Map<String, Object> execution(Execution execution, Instant now) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", execution.id());
        json.put("status", execution.status().name());
        execution.revision().ifPresent(revision -> {
            json.put("commit", revision.commit());
            json.put("title", revision.title());
        });
        json.put("trigger", execution.trigger());
        json.put("started", execution.started().toString());
        json.put("seconds", execution.took(now).toMillis() / 1000.0);
        return json;
    }
}
