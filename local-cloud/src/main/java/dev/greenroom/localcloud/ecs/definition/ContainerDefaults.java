package dev.greenroom.localcloud.ecs.definition;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** What AWS adds to a container definition when it is registered. */
final class ContainerDefaults {
    private ContainerDefaults() {}

    static ContainerDefinition fill(ContainerDefinition container) {
        return container.toBuilder()
                .cpu(container.cpu() == null ? 0 : container.cpu())
                .essential(container.essential() == null || container.essential())
                .portMappings(container.portMappings().stream()
                        .map(ContainerDefaults::fill)
                        .toList())
                .environment(container.environment())
                .mountPoints(List.of())
                .volumesFrom(List.of())
                .systemControls(List.of())
                .build();
    }

    private static PortMapping fill(PortMapping mapping) {
        return mapping.toBuilder()
                .hostPort(mapping.containerPort())
                .protocol(mapping.protocol() == null ? TransportProtocol.TCP : mapping.protocol())
                .build();
    }
}
