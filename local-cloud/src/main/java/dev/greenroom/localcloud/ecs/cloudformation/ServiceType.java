package dev.greenroom.localcloud.ecs.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.ecs.service.ServiceOperations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** AWS::ECS::Service. Complete when the service is stable, gone when its last task is. */
final class ServiceType implements ResourceType {
    private static final int MAX_NAME = 255;
    private static final String DEFAULT_CLUSTER = "default";
    private static final String FORCE = "ForceNewDeployment";

    private final EcsClient ecs;

    ServiceType(EcsClient ecs) {
        this.ecs = requireNonNull(ecs, "ecs is null");
    }

    @Override
    public String name() {
        return "AWS::ECS::Service";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        return ServiceOperations.EMULATED.lacking(properties.tree());
    }

    /** From a capacity provider strategy there is no way back to a launch type. */
    @Override
    public boolean replaces(Properties before, Properties after) {
        return before.has("CapacityProviderStrategy") && after.has("LaunchType");
    }

    @Override
    public ResourceState create(ResourceRequest request) throws InterruptedException {
        Properties properties = request.properties();
        String name = properties.text("ServiceName").orElseGet(() -> request.generatedName(MAX_NAME));
        requireNew(cluster(properties), name);
        Service service = ecs.createService(properties
                        .without("Tags", FORCE)
                        .to(CreateServiceRequest.builder())
                        .serviceName(name)
                        .desiredCount(properties.integer("DesiredCount").orElse(1))
                        .tags(EcsTags.of(request.tags()))
                        .build())
                .service();
        request.initiated(service.serviceArn());
        return awaitStable(service);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) throws InterruptedException {
        Properties properties = request.properties();
        Properties before = request.previousProperties();
        UpdateServiceRequest.Builder update = properties
                .without("Tags", FORCE)
                .to(UpdateServiceRequest.builder())
                .cluster(clusterOf(current.physicalId()))
                .service(current.physicalId())
                .forceNewDeployment(isForced(before, properties));
        if (before.has("LoadBalancers") && !properties.has("LoadBalancers")) {
            update.loadBalancers(List.of());
        }
        EcsTags.replace(ecs, current.physicalId(), request.tags());
        return awaitStable(ecs.updateService(update.build()).service());
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) throws InterruptedException {
        String cluster = clusterOf(current.physicalId());
        ServiceStability stability = new ServiceStability(ecs, cluster, current.physicalId());
        Optional<Service> active =
                stability.find().filter(service -> service.status().equals("ACTIVE"));
        if (active.isPresent()) {
            ecs.deleteService(delete ->
                    delete.cluster(cluster).service(current.physicalId()).force(true));
        }
        stability.awaitGone();
    }

    private ResourceState awaitStable(Service service) throws InterruptedException {
        new ServiceStability(ecs, service.clusterArn(), service.serviceArn()).await(ServiceStability.primary(service));
        return ResourceState.of(service.serviceArn())
                .with("ServiceArn", service.serviceArn())
                .with("Name", service.serviceName());
    }

    private void requireNew(String cluster, String name) {
        boolean exists = ecs
                .describeServices(describe -> describe.cluster(cluster).services(name))
                .services()
                .stream()
                .anyMatch(service -> service.status().equals("ACTIVE"));
        if (exists) {
            throw new ResourceFailedException(
                    "AlreadyExists",
                    "Resource of type '%s' with identifier '%s' already exists.".formatted(name(), name));
        }
    }

    private static boolean isForced(Properties before, Properties after) {
        return after.object(FORCE).bool("EnableForceNewDeployment").orElse(false)
                && !after.object(FORCE).equals(before.object(FORCE));
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/NAME} */
    private static String clusterOf(String serviceArn) {
        return serviceArn.split("/")[1];
    }

    private static String cluster(Properties properties) {
        return properties.text("Cluster").orElse(DEFAULT_CLUSTER);
    }
}
