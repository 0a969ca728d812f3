package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.runtime.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.VersionConsistency;

/** Gets the containers of a task ready to start: secrets, log streams, environment, images by digest. */
final class TaskPreparation {
    private final TaskEntry entry;
    private final TaskServices services;
    private final @Nullable String credentialsToken;

    TaskPreparation(TaskEntry entry, TaskServices services, @Nullable String credentialsToken) {
        this.entry = entry;
        this.services = services;
        this.credentialsToken = credentialsToken;
    }

    List<PreparedContainer> prepare() throws TaskStartException {
        var prepared = new ArrayList<PreparedContainer>();
        var role = ExecutionRole.of(entry, services.scope(), services.clients());
        for (ContainerDefinition definition : entry.launch().definition().containerDefinitions()) {
            role.requireImage(definition.image());
            Map<String, String> secrets = services.secrets().read(definition.secrets(), role);
            ContainerLog log = new ContainerLog(
                    services.logs().open(definition, entry.id(), role).orElse(null));
            prepared.add(new PreparedContainer(definition, spec(definition, secrets, log), log));
        }
        return prepared;
    }

    private ContainerSpec spec(ContainerDefinition definition, Map<String, String> secrets, ContainerLog log) {
        ContainerOverride override = entry.launch().overrideOf(definition.name());
        var environment = new ContainerEnvironment(
                services.scope().region(), services.gateway().get());
        return new ContainerSpec(
                "%s-%s".formatted(definition.name(), entry.id()),
                image(definition),
                definition.entryPoint(),
                override.command().isEmpty() ? definition.command() : override.command(),
                environment.of(definition, override, secrets, containerId(definition.name()), credentialsToken),
                ports(definition),
                limits(definition),
                log);
    }

    /** A container may use what the task has, but for memory that its definition limits. */
    private ContainerSpec.Limits limits(ContainerDefinition definition) {
        int taskMemory = Integer.parseInt(entry.description().memory());
        return new ContainerSpec.Limits(
                Integer.parseInt(entry.description().cpu()),
                definition.memory() == null ? taskMemory : definition.memory());
    }

    private String image(ContainerDefinition definition) {
        String digest = entry.launch().imageDigests().get(definition.name());
        String image = definition.image();
        boolean settled = image.contains("@") || definition.versionConsistency() == VersionConsistency.DISABLED;
        if (digest == null || settled) {
            return image;
        }
        int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
        return "%s@%s".formatted(tag < 0 ? image : image.substring(0, tag), digest);
    }

    private String containerId(String name) {
        return entry.description().containers().stream()
                .filter(container -> container.name().equals(name))
                .map(Container::containerArn)
                .map(EcsArns::nameOf)
                .findFirst()
                .orElseThrow();
    }

    private static Set<Integer> ports(ContainerDefinition definition) {
        return definition.portMappings().stream()
                .map(PortMapping::containerPort)
                .collect(Collectors.toUnmodifiableSet());
    }
}
