package dev.greenroom.localcloud.ecs.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.ecs.cluster.Clusters;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;

/** AWS::ECS::Cluster. */
final class ClusterType implements ResourceType {
    private static final int MAX_NAME = 255;

    private final EcsClient ecs;

    ClusterType(EcsClient ecs) {
        this.ecs = requireNonNull(ecs, "ecs is null");
    }

    @Override
    public String name() {
        return "AWS::ECS::Cluster";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        return Clusters.EMULATED.lacking(properties.without("ClusterSettings").tree());
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String name = properties.text("ClusterName").orElseGet(() -> request.generatedName(MAX_NAME));
        requireNew(name);
        Cluster cluster = ecs.createCluster(properties
                        .without("Tags")
                        .to(CreateClusterRequest.builder())
                        .clusterName(name)
                        .settings(settings(properties))
                        .tags(EcsTags.of(request.tags()))
                        .build())
                .cluster();
        request.initiated(name);
        return state(cluster);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Properties properties = request.properties();
        Cluster cluster = ecs.updateCluster(properties
                        .to(UpdateClusterRequest.builder())
                        .cluster(current.physicalId())
                        .settings(settings(properties))
                        .build())
                .cluster();
        ecs.putClusterCapacityProviders(properties
                .to(PutClusterCapacityProvidersRequest.builder())
                .cluster(current.physicalId())
                .build());
        EcsTags.replace(ecs, cluster.clusterArn(), request.tags());
        return state(cluster);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            ecs.deleteCluster(delete -> delete.cluster(current.physicalId()));
        } catch (ClusterNotFoundException e) {
            return; // gone already
        }
    }

    private void requireNew(String name) {
        boolean exists = ecs.describeClusters(describe -> describe.clusters(name)).clusters().stream()
                .anyMatch(cluster -> cluster.status().equals("ACTIVE"));
        if (exists) {
            throw new ResourceFailedException(
                    "AlreadyExists",
                    "Resource of type '%s' with identifier '%s' already exists.".formatted(name(), name));
        }
    }

    private static List<ClusterSetting> settings(Properties properties) {
        return properties.objects("ClusterSettings").stream()
                .map(setting -> setting.to(ClusterSetting.builder()).build())
                .toList();
    }

    private static ResourceState state(Cluster cluster) {
        return ResourceState.of(cluster.clusterName()).with("Arn", cluster.clusterArn());
    }
}
