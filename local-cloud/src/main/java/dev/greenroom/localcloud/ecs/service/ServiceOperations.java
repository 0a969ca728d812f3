package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.cluster.Clusters;
import dev.greenroom.localcloud.ecs.definition.TaskDefinitions;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.model.Emulated;
import dev.greenroom.localcloud.ecs.model.Page;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import dev.greenroom.localcloud.ecs.task.FargatePlacement;
import dev.greenroom.localcloud.ecs.task.FargatePlatform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The operations on services: they say what is wanted, the scheduler does it. */
public final class ServiceOperations {
    /** What a service may ask for. */
    public static final Emulated EMULATED = Emulated.members(
            "cluster",
            "service",
            "serviceName",
            "taskDefinition",
            "availabilityZoneRebalancing",
            "loadBalancers.targetGroupArn",
            "loadBalancers.containerName",
            "loadBalancers.containerPort",
            "desiredCount",
            "clientToken",
            "launchType",
            "capacityProviderStrategy",
            "platformVersion",
            "deploymentConfiguration.deploymentCircuitBreaker",
            "deploymentConfiguration.maximumPercent",
            "deploymentConfiguration.minimumHealthyPercent",
            "deploymentConfiguration.alarms",
            "deploymentConfiguration.strategy",
            "deploymentConfiguration.bakeTimeInMinutes",
            "networkConfiguration",
            "healthCheckGracePeriodSeconds",
            "schedulingStrategy",
            "deploymentController",
            "serviceConnectConfiguration.enabled",
            "tags",
            "enableECSManagedTags",
            "propagateTags",
            "enableExecuteCommand",
            "forceNewDeployment");

    private static final String NAME = "[a-zA-Z0-9_-]{1,255}";
    private static final int DEFAULT_MINIMUM_HEALTHY_PERCENT = 100;
    private static final int DEFAULT_MAXIMUM_PERCENT = 200;

    private final Services services;
    private final ServiceRules rules;
    private final ServiceDescriptions descriptions;
    private final ServiceEvents events;
    private final ServiceScheduler scheduler;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final EcsArns arns;
    private final ResourceTags tags;
    private final Clock clock;

    ServiceOperations(
            Services services,
            ServiceRules rules,
            ServiceDescriptions descriptions,
            ServiceEvents events,
            ServiceScheduler scheduler,
            Clusters clusters,
            TaskDefinitions definitions,
            EcsArns arns,
            ResourceTags tags,
            Clock clock) {
        this.services = services;
        this.rules = rules;
        this.descriptions = descriptions;
        this.events = events;
        this.scheduler = scheduler;
        this.clusters = clusters;
        this.definitions = definitions;
        this.arns = arns;
        this.tags = tags;
        this.clock = clock;
    }

    public CreateServiceResponse create(CreateServiceRequest request) {
        EMULATED.check(request);
        ServiceRules.check(
                request.deploymentConfiguration(),
                request.deploymentController(),
                request.serviceConnectConfiguration());
        Cluster cluster = clusters.require(request.cluster());
        String name = requireName(request.serviceName());
        requireReplica(request);
        FargatePlatform.require(request.platformVersion());
        Revision revision = new Revision(
                definitions.requireActive(request.taskDefinition()),
                requireNetwork(request.networkConfiguration()),
                request.loadBalancers(),
                FargatePlacement.of(cluster, request.launchType(), request.capacityProviderStrategy()),
                request.platformVersion() == null ? "LATEST" : request.platformVersion());
        rules.check(revision);
        ServiceSpec spec = spec(request);
        synchronized (services) {
            Optional<Service> existing = existing(cluster, name, revision, spec);
            if (existing.isPresent()) {
                return CreateServiceResponse.builder().service(existing.get()).build();
            }
            ServiceEntry service = new ServiceEntry(
                    arns.service(cluster.clusterName(), name), name, cluster.clusterArn(), spec, clock.instant());
            services.put(service);
            tags.put(service.arn(), request.tags());
            deploy(service, revision);
            scheduler.wake();
            return CreateServiceResponse.builder()
                    .service(descriptions.describe(service).toBuilder()
                            .tags(request.tags())
                            .build())
                    .build();
        }
    }

    public UpdateServiceResponse update(UpdateServiceRequest request) {
        EMULATED.check(request);
        ServiceRules.check(
                request.deploymentConfiguration(),
                request.deploymentController(),
                request.serviceConnectConfiguration());
        Cluster cluster = clusters.require(request.cluster());
        FargatePlatform.require(request.platformVersion());
        @Nullable
        TaskDefinition definition =
                request.taskDefinition() == null ? null : definitions.requireActive(request.taskDefinition());
        synchronized (services) {
            ServiceEntry service = services.requireActive(cluster.clusterArn(), request.service());
            Revision before = service.primary().revision();
            Revision revision = revision(request, before, cluster, definition);
            boolean forced = Boolean.TRUE.equals(request.forceNewDeployment());
            if (!revision.equals(before)) {
                rules.check(revision);
            }
            service.change(spec(request, service.spec()));
            if (forced || !revision.equals(before)) {
                deploy(service, revision);
            }
            scheduler.wake();
            return UpdateServiceResponse.builder()
                    .service(descriptions.describe(service))
                    .build();
        }
    }

    public DeleteServiceResponse delete(DeleteServiceRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        synchronized (services) {
            ServiceEntry service = services.requireActive(cluster.clusterArn(), request.service());
            if (service.spec().desiredCount() > 0 && !Boolean.TRUE.equals(request.force())) {
                throw EcsErrors.invalidParameter("The service cannot be stopped while it is scaled above 0.");
            }
            service.drain(clock.instant());
            tags.forget(service.arn());
            scheduler.wake();
            return DeleteServiceResponse.builder()
                    .service(descriptions.describe(service))
                    .build();
        }
    }

    public DescribeServicesResponse describe(DescribeServicesRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        boolean withTags = request.include().contains(ServiceField.TAGS);
        var found = new ArrayList<Service>();
        var failures = new ArrayList<Failure>();
        synchronized (services) {
            for (String name : request.services()) {
                services.find(cluster.clusterArn(), name)
                        .map(service -> describe(service, withTags))
                        .ifPresentOrElse(
                                found::add,
                                () -> failures.add(Failure.builder()
                                        .arn(arns.service(cluster.clusterName(), EcsArns.nameOf(name)))
                                        .reason("MISSING")
                                        .build()));
            }
        }
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    public ListServicesResponse list(ListServicesRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        List<String> found;
        synchronized (services) {
            found = services.live().stream()
                    .filter(service -> service.clusterArn().equals(cluster.clusterArn()))
                    .filter(service -> request.launchType() == null || request.launchType() == LaunchType.FARGATE)
                    .map(ServiceEntry::arn)
                    .toList();
        }
        Page<String> page = Page.of(found, request.nextToken(), request.maxResults());
        return ListServicesResponse.builder()
                .serviceArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Service describe(ServiceEntry service, boolean withTags) {
        Service described = descriptions.describe(service);
        return withTags ? described.toBuilder().tags(tags.of(service.arn())).build() : described;
    }

    private void deploy(ServiceEntry service, Revision revision) {
        @Nullable Rollout source = service.rollouts().isEmpty() ? null : service.primary();
        Rollout rollout = new Rollout(revision, source, clock.instant());
        service.deploy(rollout, clock.instant());
        events.deploying(service, rollout);
    }

    /** The same request again is answered with what it made the first time. */
    private Optional<Service> existing(Cluster cluster, String name, Revision revision, ServiceSpec spec) {
        Optional<ServiceEntry> found =
                services.find(cluster.clusterArn(), name).filter(service -> service.status() != ServiceStatus.INACTIVE);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ServiceEntry service = found.get();
        if (service.status() == ServiceStatus.DRAINING) {
            throw EcsErrors.invalidParameter("Unable to Start a service that is still Draining.");
        }
        if (!service.primary().revision().equals(revision) || !service.spec().equals(spec)) {
            throw EcsErrors.invalidParameter("Creation of service was not idempotent.");
        }
        return Optional.of(descriptions.describe(service));
    }

    private static Revision revision(
            UpdateServiceRequest request, Revision before, Cluster cluster, @Nullable TaskDefinition definition) {
        return new Revision(
                definition == null ? before.definition() : definition,
                request.networkConfiguration() == null
                        ? before.network()
                        : requireNetwork(request.networkConfiguration()),
                request.hasLoadBalancers() ? request.loadBalancers() : before.loadBalancers(),
                request.hasCapacityProviderStrategy()
                        ? FargatePlacement.of(cluster, null, request.capacityProviderStrategy())
                        : before.placement(),
                request.platformVersion() == null ? before.platformVersion() : request.platformVersion());
    }

    private static ServiceSpec spec(CreateServiceRequest request) {
        if (request.desiredCount() == null || request.desiredCount() < 0) {
            throw EcsErrors.invalidParameter("desiredCount is required for the REPLICA scheduling strategy.");
        }
        DeploymentConfiguration deployment = withDefaults(
                request.deploymentConfiguration(),
                DeploymentConfiguration.builder()
                        .minimumHealthyPercent(DEFAULT_MINIMUM_HEALTHY_PERCENT)
                        .maximumPercent(DEFAULT_MAXIMUM_PERCENT)
                        .deploymentCircuitBreaker(DeploymentCircuitBreaker.builder()
                                .enable(false)
                                .rollback(false)
                                .build())
                        .build());
        return new ServiceSpec(
                request.desiredCount(),
                deployment,
                request.healthCheckGracePeriodSeconds(),
                zoneRebalancing(request.availabilityZoneRebalancing(), deployment),
                request.propagateTags() == null ? PropagateTags.NONE : request.propagateTags(),
                Boolean.TRUE.equals(request.enableECSManagedTags()),
                Boolean.TRUE.equals(request.enableExecuteCommand()));
    }

    private static ServiceSpec spec(UpdateServiceRequest request, ServiceSpec before) {
        return new ServiceSpec(
                request.desiredCount() == null ? before.desiredCount() : request.desiredCount(),
                withDefaults(request.deploymentConfiguration(), before.deployment()),
                request.healthCheckGracePeriodSeconds() == null
                        ? before.healthCheckGracePeriodSeconds()
                        : request.healthCheckGracePeriodSeconds(),
                request.availabilityZoneRebalancing() == null
                        ? before.zoneRebalancing()
                        : request.availabilityZoneRebalancing(),
                request.propagateTags() == null ? before.propagateTags() : request.propagateTags(),
                request.enableECSManagedTags() == null ? before.managedTags() : request.enableECSManagedTags(),
                request.enableExecuteCommand() == null ? before.executeCommand() : request.enableExecuteCommand());
    }

    private static DeploymentConfiguration withDefaults(
            @Nullable DeploymentConfiguration wanted, DeploymentConfiguration defaults) {
        if (wanted == null) {
            return defaults;
        }
        return wanted.toBuilder()
                .minimumHealthyPercent(
                        wanted.minimumHealthyPercent() == null
                                ? defaults.minimumHealthyPercent()
                                : wanted.minimumHealthyPercent())
                .maximumPercent(wanted.maximumPercent() == null ? defaults.maximumPercent() : wanted.maximumPercent())
                .deploymentCircuitBreaker(
                        wanted.deploymentCircuitBreaker() == null
                                ? defaults.deploymentCircuitBreaker()
                                : wanted.deploymentCircuitBreaker())
                .build();
    }

    private static AvailabilityZoneRebalancing zoneRebalancing(
            @Nullable AvailabilityZoneRebalancing wanted, DeploymentConfiguration deployment) {
        if (wanted != null) {
            return wanted;
        }
        return deployment.maximumPercent() > 100
                ? AvailabilityZoneRebalancing.ENABLED
                : AvailabilityZoneRebalancing.DISABLED;
    }

    private static String requireName(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw EcsErrors.invalidParameter("Service name should not be null or empty.");
        }
        if (!name.matches(NAME)) {
            throw EcsErrors.invalidParameter(
                    "Service name is invalid: up to 255 letters, numbers, hyphens and" + " underscores are allowed.");
        }
        return name;
    }

    private static NetworkConfiguration requireNetwork(@Nullable NetworkConfiguration network) {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(FargatePlacement.network(network))
                .build();
    }

    private static void requireReplica(CreateServiceRequest request) {
        if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            throw EcsErrors.invalidParameter("The daemon scheduling strategy is not supported on Fargate.");
        }
    }
}
