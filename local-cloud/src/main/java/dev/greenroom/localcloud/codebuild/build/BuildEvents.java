package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.EventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;

/** Publishes {@code CodeBuild Build State Change} and {@code CodeBuild Build Phase Change}. */
final class BuildEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final EventPublisher publisher;
    private final Clock clock;

    BuildEvents(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    void stateChanged(Build build) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("build-status", build.buildStatusAsString());
        detail.put("project-name", build.projectName());
        detail.put("build-id", build.arn());
        detail.put("additional-information", information(build));
        detail.put("current-phase", build.currentPhase());
        detail.put("current-phase-context", "[]");
        detail.put("version", "1");
        publisher.publish("CodeBuild Build State Change", build.arn(), clock.instant(), detail);
    }

    void phaseCompleted(Build build, BuildPhase phase) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("completed-phase", phase.phaseTypeAsString());
        detail.put("project-name", build.projectName());
        detail.put("build-id", build.arn());
        detail.put("completed-phase-context", contexts(phase).toString());
        detail.put("additional-information", information(build));
        detail.put("completed-phase-status", phase.phaseStatusAsString());
        detail.put("completed-phase-duration-seconds", phase.durationInSeconds());
        detail.put("version", "1");
        detail.put("completed-phase-start", time(phase.startTime()));
        detail.put("completed-phase-end", time(phase.endTime()));
        publisher.publish("CodeBuild Build Phase Change", build.arn(), clock.instant(), detail);
    }

    private static Map<String, Object> information(Build build) {
        var information = new LinkedHashMap<String, Object>();
        if (build.artifacts() != null && build.artifacts().location() != null) {
            information.put("artifact", Map.of("location", build.artifacts().location()));
        }
        information.put("environment", environment(build));
        information.put("timeout-in-minutes", build.timeoutInMinutes());
        information.put("build-complete", build.buildComplete());
        information.put("initiator", build.initiator());
        information.put("build-start-time", time(build.startTime()));
        var source = new LinkedHashMap<String, Object>();
        if (build.source().location() != null) {
            source.put("location", build.source().location());
        }
        source.put("type", build.source().typeAsString());
        information.put("source", source);
        if (build.sourceVersion() != null) {
            information.put("source-version", build.sourceVersion());
        }
        if (build.logs() != null && build.logs().groupName() != null) {
            information.put(
                    "logs",
                    Map.of(
                            "group-name", build.logs().groupName(),
                            "stream-name", build.logs().streamName(),
                            "deep-link", build.logs().deepLink()));
        }
        information.put(
                "phases", build.phases().stream().map(BuildEvents::phase).toList());
        return information;
    }

    private static Map<String, Object> environment(Build build) {
        var environment = new LinkedHashMap<String, Object>();
        environment.put("image", build.environment().image());
        environment.put(
                "privileged-mode", Boolean.TRUE.equals(build.environment().privilegedMode()));
        environment.put("compute-type", build.environment().computeTypeAsString());
        environment.put("type", build.environment().typeAsString());
        environment.put(
                "environment-variables",
                build.environment().environmentVariables().stream()
                        .map(BuildEvents::variable)
                        .toList());
        return environment;
    }

    private static Map<String, Object> variable(EnvironmentVariable variable) {
        String type = variable.type() == null ? EnvironmentVariableType.PLAINTEXT.toString() : variable.typeAsString();
        return Map.of("name", variable.name(), "type", type, "value", variable.value());
    }

    private static Map<String, Object> phase(BuildPhase phase) {
        var description = new LinkedHashMap<String, Object>();
        description.put("phase-type", phase.phaseTypeAsString());
        description.put("start-time", time(phase.startTime()));
        if (phase.endTime() != null) {
            description.put("phase-context", contexts(phase));
            description.put("end-time", time(phase.endTime()));
            description.put("duration-in-seconds", phase.durationInSeconds());
            description.put("phase-status", phase.phaseStatusAsString());
        }
        return description;
    }

    private static List<String> contexts(BuildPhase phase) {
        return phase.contexts().isEmpty()
                ? List.of(": ")
                : phase.contexts().stream()
                        .map(context -> context.statusCode() + ": " + context.message())
                        .toList();
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "" : TIME.format(instant);
    }
}
