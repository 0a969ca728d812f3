package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.task.FargatePlatform;
import dev.greenroom.localcloud.ecs.task.TaskStatus;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Services as DescribeServices shows them. Callers hold the monitor of {@link Services}. */
final class ServiceDescriptions {
    private final EcsArns arns;
    private final ServiceTasks tasks;
    private final String createdBy;

    ServiceDescriptions(EcsArns arns, ServiceTasks tasks) {
        this.arns = arns;
        this.tasks = tasks;
        this.createdBy = "arn:%s:iam::%s:root"
                .formatted(arns.scope().partition(), arns.scope().accountId());
    }

    Service describe(ServiceEntry service) {
        Service.Builder builder = Service.builder()
                .serviceArn(service.arn())
                .serviceName(service.name())
                .clusterArn(service.clusterArn())
                .status(service.status().name())
                .desiredCount(service.desired())
                .deploymentConfiguration(service.spec().deployment())
                .deploymentController(DeploymentController.builder()
                        .type(DeploymentControllerType.ECS)
                        .build())
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .platformFamily(FargatePlatform.FAMILY)
                .healthCheckGracePeriodSeconds(service.spec().healthCheckGracePeriodSeconds())
                .availabilityZoneRebalancing(service.spec().zoneRebalancing())
                .propagateTags(service.spec().propagateTags())
                .enableECSManagedTags(service.spec().managedTags())
                .enableExecuteCommand(service.spec().executeCommand())
                .createdAt(service.createdAt())
                .createdBy(createdBy)
                .events(service.events())
                .placementConstraints(List.of())
                .placementStrategy(List.of())
                .serviceRegistries(List.of())
                .deployments(service.rollouts().stream()
                        .map(rollout -> describe(service, rollout))
                        .toList())
                .runningCount(count(service, true))
                .pendingCount(count(service, false));
        describe(service.history().get(0).revision(), builder);
        service.rollouts().stream().findFirst().ifPresent(primary -> describe(primary.revision(), builder)
                .currentServiceDeployment(deploymentArn(service, primary))
                .currentServiceRevisions(summary(service, primary)));
        return builder.build();
    }

    String deploymentArn(ServiceEntry service, Rollout rollout) {
        return arns.serviceDeployment(EcsArns.nameOf(service.clusterArn()), service.name(), rollout.deploymentId());
    }

    String revisionArn(ServiceEntry service, Rollout rollout) {
        return arns.serviceRevision(EcsArns.nameOf(service.clusterArn()), service.name(), rollout.number());
    }

    ServiceRevision describeRevision(ServiceEntry service, Rollout rollout) {
        Revision revision = rollout.revision();
        return ServiceRevision.builder()
                .serviceRevisionArn(revisionArn(service, rollout))
                .serviceArn(service.arn())
                .clusterArn(service.clusterArn())
                .taskDefinition(revision.definition().taskDefinitionArn())
                .launchType(revision.placement().launchType().orElse(null))
                .capacityProviderStrategy(revision.placement().strategy())
                .platformVersion(FargatePlatform.VERSION)
                .platformFamily(FargatePlatform.FAMILY)
                .loadBalancers(revision.loadBalancers())
                .networkConfiguration(revision.network())
                .createdAt(rollout.createdAt())
                .containerImages(revision.definition().containerDefinitions().stream()
                        .map(container -> ContainerImage.builder()
                                .containerName(container.name())
                                .image(container.image())
                                .imageDigest(rollout.imageDigests().get(container.name()))
                                .build())
                        .toList())
                .build();
    }

    private static Service.Builder describe(Revision revision, Service.Builder builder) {
        return builder.taskDefinition(revision.definition().taskDefinitionArn())
                .networkConfiguration(revision.network())
                .loadBalancers(revision.loadBalancers())
                .platformVersion(revision.platformVersion())
                .launchType(revision.placement().launchType().orElse(null))
                .capacityProviderStrategy(revision.placement().strategy());
    }

    private ServiceCurrentRevisionSummary summary(ServiceEntry service, Rollout rollout) {
        return ServiceCurrentRevisionSummary.builder()
                .arn(revisionArn(service, rollout))
                .requestedTaskCount(service.desired())
                .runningTaskCount(tasks.count(rollout, TaskStatus::isRunning))
                .pendingTaskCount(tasks.count(rollout, TaskStatus::isPending))
                .build();
    }

    private Deployment describe(ServiceEntry service, Rollout rollout) {
        Revision revision = rollout.revision();
        boolean primary = rollout == service.primary();
        int running = tasks.count(rollout, TaskStatus::isRunning);
        int pending = tasks.count(rollout, TaskStatus::isPending);
        Optional<LaunchType> launchType = revision.placement().launchType();
        return Deployment.builder()
                .id(rollout.id())
                .status(primary ? "PRIMARY" : "ACTIVE")
                .taskDefinition(revision.definition().taskDefinitionArn())
                .desiredCount(primary ? service.desired() : running + pending)
                .runningCount(running)
                .pendingCount(pending)
                .failedTasks(rollout.failures())
                .createdAt(rollout.createdAt())
                .updatedAt(rollout.updatedAt())
                .launchType(launchType.orElse(null))
                .capacityProviderStrategy(revision.placement().strategy())
                .platformVersion(FargatePlatform.VERSION)
                .platformFamily(FargatePlatform.FAMILY)
                .networkConfiguration(revision.network())
                .rolloutState(rollout.state())
                .rolloutStateReason(rollout.reason())
                .build();
    }

    private int count(ServiceEntry service, boolean running) {
        return service.rollouts().stream()
                .mapToInt(rollout -> tasks.count(rollout, running ? TaskStatus::isRunning : TaskStatus::isPending))
                .sum();
    }
}
