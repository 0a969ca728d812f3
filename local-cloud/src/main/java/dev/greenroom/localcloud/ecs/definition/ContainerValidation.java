package dev.greenroom.localcloud.ecs.definition;

import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/** What Fargate requires of the containers of a task definition. */
final class ContainerValidation {
    private static final String NAME = "[a-zA-Z0-9_-]{1,255}";
    private static final int MAX_STOP_TIMEOUT = 120;
    private static final Set<String> LOG_OPTIONS = Set.of(
            "awslogs-group",
            "awslogs-region",
            "awslogs-stream-prefix",
            "awslogs-create-group",
            "mode",
            "max-buffer-size");

    private final String region;

    ContainerValidation(String region) {
        this.region = region;
    }

    void check(List<ContainerDefinition> containers) {
        if (containers.isEmpty()) {
            throw EcsErrors.client("Container list cannot be empty.");
        }
        containers.forEach(this::checkContainer);
        Set<String> names = new HashSet<>();
        for (ContainerDefinition container : containers) {
            if (!names.add(container.name())) {
                throw EcsErrors.client("Container.name must be unique but '%s' is not.".formatted(container.name()));
            }
        }
        if (containers.stream().noneMatch(ContainerValidation::isEssential)) {
            throw EcsErrors.client("Task definition must have at least one essential container.");
        }
        checkDependencies(containers);
    }

    private void checkContainer(ContainerDefinition container) {
        if (container.name() == null || container.name().isEmpty()) {
            throw EcsErrors.client("Container.name should not be null or empty.");
        }
        if (!container.name().matches(NAME)) {
            throw EcsErrors.client("Container.name contains invalid characters.");
        }
        if (container.image() == null || container.image().isBlank()) {
            throw EcsErrors.client("Container.image should not be null or empty.");
        }
        if (container.stopTimeout() != null && container.stopTimeout() > MAX_STOP_TIMEOUT) {
            throw EcsErrors.client("Invalid setting for container '%s'. 'stopTimeout' must not exceed %d seconds."
                    .formatted(container.name(), MAX_STOP_TIMEOUT));
        }
        if (!container.links().isEmpty()) {
            throw EcsErrors.client("Links are not supported when networkMode=awsvpc.");
        }
        container.portMappings().forEach(ContainerValidation::checkPort);
        checkLogs(container.logConfiguration());
    }

    private static void checkPort(PortMapping mapping) {
        if (mapping.containerPort() == null) {
            throw EcsErrors.client("PortMapping.containerPort should not be null.");
        }
        if (mapping.hostPort() != null && !mapping.hostPort().equals(mapping.containerPort())) {
            throw EcsErrors.client(
                    "When networkMode=awsvpc, the host ports and container ports in port mappings must" + " match.");
        }
    }

    private void checkLogs(@Nullable LogConfiguration logs) {
        if (logs == null) {
            return;
        }
        if (logs.logDriver() == LogDriver.SPLUNK || logs.logDriver() == LogDriver.AWSFIRELENS) {
            throw EcsErrors.notEmulated("Log driver " + logs.logDriverAsString());
        }
        if (logs.logDriver() != LogDriver.AWSLOGS) {
            throw EcsErrors.client("%s is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]"
                    .formatted(logs.logDriverAsString()));
        }
        String missing = Stream.of("awslogs-group", "awslogs-region", "awslogs-stream-prefix")
                .filter(option -> logs.options().getOrDefault(option, "").isBlank())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw EcsErrors.client("Log driver awslogs requires options: " + missing);
        }
        checkEmulated(logs.options());
    }

    private void checkEmulated(Map<String, String> options) {
        options.keySet().stream()
                .filter(option -> !LOG_OPTIONS.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw EcsErrors.notEmulated("Log option " + option);
                });
        if (!options.get("awslogs-region").equals(region)) {
            throw EcsErrors.notEmulated("Logging to another region (awslogs-region %s in %s)"
                    .formatted(options.get("awslogs-region"), region));
        }
    }

    private static void checkDependencies(List<ContainerDefinition> containers) {
        Map<String, ContainerDefinition> byName =
                containers.stream().collect(Collectors.toMap(ContainerDefinition::name, each -> each));
        for (ContainerDefinition container : containers) {
            for (ContainerDependency dependency : container.dependsOn()) {
                checkDependency(container, dependency, byName);
            }
            requireAcyclic(container, byName, Set.of());
        }
    }

    private static void checkDependency(
            ContainerDefinition container, ContainerDependency dependency, Map<String, ContainerDefinition> byName) {
        ContainerDefinition target = byName.get(dependency.containerName());
        if (target == null) {
            throw EcsErrors.client("Invalid setting for container '%s'. It depends on container '%s', which does not"
                            .formatted(container.name(), dependency.containerName())
                    + " exist.");
        }
        ContainerCondition condition = dependency.condition();
        boolean mustExit = condition == ContainerCondition.COMPLETE || condition == ContainerCondition.SUCCESS;
        if (mustExit && isEssential(target)) {
            throw EcsErrors.client(
                    "Invalid setting for container '%s'. The condition %s cannot be used on essential container '%s'."
                            .formatted(container.name(), dependency.conditionAsString(), target.name()));
        }
        if (condition == ContainerCondition.HEALTHY) {
            throw EcsErrors.notEmulated("The dependency condition HEALTHY");
        }
    }

    private static void requireAcyclic(
            ContainerDefinition container, Map<String, ContainerDefinition> byName, Set<String> path) {
        if (path.contains(container.name())) {
            throw EcsErrors.client(
                    "Invalid setting for container '%s'. Its dependencies form a cycle.".formatted(container.name()));
        }
        Set<String> longer = new HashSet<>(path);
        longer.add(container.name());
        container
                .dependsOn()
                .forEach(dependency -> requireAcyclic(byName.get(dependency.containerName()), byName, longer));
    }

    private static boolean isEssential(ContainerDefinition container) {
        return container.essential() == null || container.essential();
    }
}
