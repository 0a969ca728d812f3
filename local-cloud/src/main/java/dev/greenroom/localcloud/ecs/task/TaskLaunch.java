package dev.greenroom.localcloud.ecs.task;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What a task is to be.
 *
 * @param group {@code service:NAME} or {@code family:NAME}
 * @param startedBy the deployment of a service, or what the caller of RunTask says
 * @param capacityProvider set when a capacity provider strategy chose it
 * @param targets registered while the task runs
 * @param imageDigests by container, where an earlier task of the same deployment settled them: a tag that moves
 *     meanwhile does not change what is deployed
 */
public record TaskLaunch(
        String clusterArn,
        TaskDefinition definition,
        TaskOverride overrides,
        AwsVpcConfiguration network,
        String group,
        @Nullable String startedBy,
        @Nullable String capacityProvider,
        boolean executeCommandEnabled,
        List<Tag> tags,
        List<TargetBinding> targets,
        Map<String, String> imageDigests) {
    public TaskLaunch {
        requireNonNull(clusterArn, "clusterArn is null");
        requireNonNull(definition, "definition is null");
        requireNonNull(overrides, "overrides is null");
        requireNonNull(network, "network is null");
        requireNonNull(group, "group is null");
        tags = List.copyOf(tags);
        targets = List.copyOf(targets);
        imageDigests = Map.copyOf(imageDigests);
    }

    /** The role whose credentials the containers get. */
    Optional<String> taskRole() {
        return Optional.ofNullable(
                overrides.taskRoleArn() == null ? definition.taskRoleArn() : overrides.taskRoleArn());
    }

    /** The role that pulls images, writes logs and reads secrets. */
    Optional<String> executionRole() {
        return Optional.ofNullable(
                overrides.executionRoleArn() == null ? definition.executionRoleArn() : overrides.executionRoleArn());
    }

    ContainerOverride overrideOf(String containerName) {
        return overrides.containerOverrides().stream()
                .filter(override -> containerName.equals(override.name()))
                .findFirst()
                .orElseGet(() -> ContainerOverride.builder().build());
    }
}
