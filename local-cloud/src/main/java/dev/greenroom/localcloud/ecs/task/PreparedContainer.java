package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.runtime.ContainerSpec;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** A container with everything it needs to start. */
record PreparedContainer(ContainerDefinition definition, ContainerSpec spec, ContainerLog log) {}
