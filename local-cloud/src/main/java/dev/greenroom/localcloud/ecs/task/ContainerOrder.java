package dev.greenroom.localcloud.ecs.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/**
 * In which order the containers of a task start and stop, as their dependencies want it. Knows what has happened so
 * far; used by one thread.
 */
final class ContainerOrder {
    /** Fargate's own limit for a dependency, where the container gives none. */
    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofMinutes(3);

    private final List<ContainerDefinition> definitions;
    private final Map<String, Instant> started = new HashMap<>();
    private final Map<String, Integer> exitCodes = new HashMap<>();

    ContainerOrder(List<ContainerDefinition> definitions) {
        this.definitions = List.copyOf(definitions);
    }

    void started(String container, Instant when) {
        started.put(container, when);
    }

    void exited(String container, int exitCode) {
        exitCodes.put(container, exitCode);
    }

    boolean allStarted() {
        return started.size() == definitions.size();
    }

    /** Containers that have not started and wait for nothing any more. */
    List<ContainerDefinition> ready() {
        return definitions.stream()
                .filter(container -> !started.containsKey(container.name()))
                .filter(container -> container.dependsOn().stream().allMatch(this::isMet))
                .toList();
    }

    /** Why a waiting container can never start, if that is so. */
    Optional<String> blocked(Instant now) {
        for (ContainerDefinition container : definitions) {
            if (started.containsKey(container.name())) {
                continue;
            }
            for (ContainerDependency dependency : container.dependsOn()) {
                String reason = failure(dependency, now);
                if (reason != null) {
                    return Optional.of(
                            "TaskFailedToStart: dependency graph: failed to resolve container ordering dependency [%s]"
                                            .formatted(dependency.containerName())
                                    + " for target [%s]: %s.".formatted(container.name(), reason));
                }
            }
        }
        return Optional.empty();
    }

    /** Running containers that no running container depends on. */
    List<String> stoppable() {
        List<String> running = running();
        return running.stream()
                .filter(name -> definitions.stream()
                        .filter(other -> running.contains(other.name()))
                        .flatMap(other -> other.dependsOn().stream())
                        .noneMatch(dependency -> dependency.containerName().equals(name)))
                .toList();
    }

    List<String> running() {
        var running = new ArrayList<>(started.keySet());
        running.removeAll(exitCodes.keySet());
        return running;
    }

    private boolean isMet(ContainerDependency dependency) {
        String name = dependency.containerName();
        return switch (dependency.condition()) {
            case START -> started.containsKey(name);
            case COMPLETE -> exitCodes.containsKey(name);
            case SUCCESS -> Integer.valueOf(0).equals(exitCodes.get(name));
            case HEALTHY, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private @Nullable String failure(ContainerDependency dependency, Instant now) {
        String name = dependency.containerName();
        Integer exitCode = exitCodes.get(name);
        if (dependency.condition() == ContainerCondition.SUCCESS && exitCode != null && exitCode != 0) {
            return "dependency did not exit successfully, exit code " + exitCode;
        }
        Instant start = started.get(name);
        boolean late = start != null && !isMet(dependency) && now.isAfter(start.plus(startTimeout(name)));
        return late ? "dependency timed out" : null;
    }

    private Duration startTimeout(String name) {
        return definitions.stream()
                .filter(container -> container.name().equals(name))
                .map(ContainerDefinition::startTimeout)
                .filter(seconds -> seconds != null && seconds > 0)
                .findFirst()
                .map(Duration::ofSeconds)
                .orElse(DEFAULT_START_TIMEOUT);
    }
}
