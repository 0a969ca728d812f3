package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Situation;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.EnvironmentStatus;
import dev.greenroom.infra.ReleaseStatus;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.SlotStatus;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where everything listens, which release is where, and what the pipeline does, if there is one. */
final class StatusReport {
    private StatusReport() {}

    /** @param runtime how the cloud runs things */
    static void print(PrintStream out, URI endpoint, String runtime, Showcase showcase) {
        out.println("Local cloud: %s (AWS_ENDPOINT_URL=%s)".formatted(endpoint, endpoint));
        out.println("Things run %s".formatted(runtime));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ENVIRONMENT", "ROLE", "SLOT", "RELEASE", "STATE", "URL"));
        for (Environment environment : showcase.environments()) {
            EnvironmentStatus status = environment.status();
            if (!status.isProvisioned()) {
                rows.add(List.of(status.name(), "-", "-", "-", "not provisioned", "-"));
            }
            status.slots().forEach(slot -> rows.add(row(status.name(), slot)));
        }
        Report.table(out, rows);
        showcase.delivery().pipeline().find().map(StatusReport::line).ifPresent(out::println);
    }

    static Map<String, Object> asJson(URI endpoint, String runtime, Showcase showcase) {
        var result = new LinkedHashMap<String, Object>();
        result.put("endpoint", endpoint.toString());
        result.put("runtime", runtime);
        result.put(
                "environments",
                showcase.environments().stream()
                        .map(Environment::status)
                        .map(StatusReport::asJson)
                        .toList());
        showcase.delivery().pipeline().find().ifPresent(pipeline -> result.put("pipeline", asJson(pipeline)));
        return result;
    }

    /** What the pipeline does: what runs, what waits for approval, or what failed. */
    static String line(PipelineStatus pipeline) {
        Situation situation = Situation.of(pipeline);
        return "Pipeline %s: %s. Next: %s"
                .formatted(pipeline.name(), situation.sentence(), String.join(", or ", situation.next()));
    }

    /** The beginning of what {@code pipeline --output json} tells. */
    static Map<String, Object> asJson(PipelineStatus pipeline) {
        Situation situation = Situation.of(pipeline);
        var result = new LinkedHashMap<String, Object>();
        result.put("pipeline", pipeline.name());
        result.put("state", situation.state().name());
        result.put("summary", situation.sentence());
        result.put("next", situation.next());
        return result;
    }

    static Map<String, Object> asJson(EnvironmentStatus status) {
        var result = new LinkedHashMap<String, Object>();
        result.put("name", status.name());
        result.put("provisioned", status.isProvisioned());
        result.put("slots", status.slots().stream().map(StatusReport::asJson).toList());
        return result;
    }

    private static Map<String, Object> asJson(SlotStatus slot) {
        var result = new LinkedHashMap<String, Object>();
        result.put("slot", slot.slot().toString());
        result.put("role", slot.role().name().toLowerCase(Locale.ROOT));
        result.put("url", slot.url());
        slot.release().ifPresent(release -> {
            result.put("release", name(release));
            result.put("image", release.image().toString());
            result.put("healthy", release.obstacle().isEmpty());
            result.put("state", state(release));
        });
        return result;
    }

    private static List<String> row(String environment, SlotStatus slot) {
        return List.of(
                environment,
                slot.role().name().toLowerCase(Locale.ROOT),
                slot.slot().toString(),
                slot.release().map(StatusReport::name).orElse("-"),
                slot.release().map(StatusReport::state).orElse("empty"),
                slot.url());
    }

    private static String name(ReleaseStatus release) {
        return release.tags().stream().findFirst().orElse(release.image().digest());
    }

    private static String state(ReleaseStatus release) {
        return release.obstacle().orElse("healthy");
    }
}
