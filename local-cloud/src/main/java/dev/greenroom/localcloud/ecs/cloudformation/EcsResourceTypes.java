package dev.greenroom.localcloud.ecs.cloudformation;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The types of AWS::ECS that are emulated. */
public final class EcsResourceTypes {
    private EcsResourceTypes() {}

    public static List<ResourceType> of(EcsClient ecs) {
        return List.of(
                new CapacityProviderAssociationsType(ecs),
                new ClusterType(ecs),
                new ServiceType(ecs),
                new TaskDefinitionType(ecs));
    }
}
