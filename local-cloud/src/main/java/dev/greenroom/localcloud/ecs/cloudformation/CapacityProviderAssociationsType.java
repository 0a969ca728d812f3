package dev.greenroom.localcloud.ecs.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;

/** AWS::ECS::ClusterCapacityProviderAssociations. */
final class CapacityProviderAssociationsType implements ResourceType {
    private final EcsClient ecs;

    CapacityProviderAssociationsType(EcsClient ecs) {
        this.ecs = requireNonNull(ecs, "ecs is null");
    }

    @Override
    public String name() {
        return "AWS::ECS::ClusterCapacityProviderAssociations";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String cluster = request.properties().requiredText("Cluster");
        put(request);
        request.initiated(cluster);
        return ResourceState.of(cluster);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            ecs.putClusterCapacityProviders(put -> put.cluster(current.physicalId())
                    .capacityProviders(List.of())
                    .defaultCapacityProviderStrategy(List.of()));
        } catch (ClusterNotFoundException e) {
            return; // gone with its cluster
        }
    }

    private void put(ResourceRequest request) {
        ecs.putClusterCapacityProviders(request.properties()
                .to(PutClusterCapacityProvidersRequest.builder())
                .build());
    }
}
