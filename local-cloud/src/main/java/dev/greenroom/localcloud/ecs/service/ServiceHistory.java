package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.cluster.Clusters;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.model.Page;
import dev.greenroom.localcloud.ecs.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** The operations that look back at the deployments of services, and at what they deployed. */
public final class ServiceHistory {
    private static final String BREAKER = "because the circuit breaker threshold was exceeded.";

    private final Services services;
    private final ServiceDescriptions descriptions;
    private final ServiceTasks tasks;
    private final Clusters clusters;

    ServiceHistory(Services services, ServiceDescriptions descriptions, ServiceTasks tasks, Clusters clusters) {
        this.services = services;
        this.descriptions = descriptions;
        this.tasks = tasks;
        this.clusters = clusters;
    }

    /** Newest first. */
    public ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        List<ServiceDeploymentBrief> found;
        synchronized (services) {
            ServiceEntry service = services.find(cluster.clusterArn(), String.valueOf(request.service()))
                    .orElseThrow(EcsErrors::serviceNotFound);
            found = service.history().stream()
                    .filter(rollout ->
                            request.status().isEmpty() || request.status().contains(status(rollout)))
                    .map(rollout -> brief(service, rollout))
                    .toList();
        }
        Page<ServiceDeploymentBrief> page = Page.of(found, request.nextToken(), request.maxResults());
        return ListServiceDeploymentsResponse.builder()
                .serviceDeployments(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DescribeServiceDeploymentsResponse describe(DescribeServiceDeploymentsRequest request) {
        var failures = new ArrayList<Failure>();
        List<ServiceDeployment> found =
                find(request.serviceDeploymentArns(), descriptions::deploymentArn, this::describe, failures);
        return DescribeServiceDeploymentsResponse.builder()
                .serviceDeployments(found)
                .failures(failures)
                .build();
    }

    public DescribeServiceRevisionsResponse describe(DescribeServiceRevisionsRequest request) {
        var failures = new ArrayList<Failure>();
        List<ServiceRevision> found = find(
                request.serviceRevisionArns(), descriptions::revisionArn, descriptions::describeRevision, failures);
        return DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(found)
                .failures(failures)
                .build();
    }

    private <T> List<T> find(
            List<String> arns,
            BiFunction<ServiceEntry, Rollout, String> arnOf,
            BiFunction<ServiceEntry, Rollout, T> describe,
            List<Failure> failures) {
        var found = new ArrayList<T>();
        synchronized (services) {
            for (String arn : arns) {
                Optional<T> one = services.all().stream()
                        .flatMap(service -> service.history().stream()
                                .filter(rollout -> arnOf.apply(service, rollout).equals(arn))
                                .map(rollout -> describe.apply(service, rollout)))
                        .findFirst();
                one.ifPresentOrElse(
                        found::add,
                        () -> failures.add(
                                Failure.builder().arn(arn).reason("MISSING").build()));
            }
        }
        return found;
    }

    private ServiceDeploymentBrief brief(ServiceEntry service, Rollout rollout) {
        return ServiceDeploymentBrief.builder()
                .serviceDeploymentArn(descriptions.deploymentArn(service, rollout))
                .serviceArn(service.arn())
                .clusterArn(service.clusterArn())
                .createdAt(rollout.createdAt())
                .startedAt(rollout.createdAt())
                .finishedAt(finishedAt(rollout))
                .targetServiceRevisionArn(descriptions.revisionArn(service, rollout))
                .status(status(rollout))
                .statusReason(statusReason(rollout))
                .build();
    }

    private ServiceDeployment describe(ServiceEntry service, Rollout rollout) {
        ServiceDeployment.Builder deployment = ServiceDeployment.builder()
                .serviceDeploymentArn(descriptions.deploymentArn(service, rollout))
                .serviceArn(service.arn())
                .clusterArn(service.clusterArn())
                .createdAt(rollout.createdAt())
                .startedAt(rollout.createdAt())
                .updatedAt(rollout.updatedAt())
                .finishedAt(finishedAt(rollout))
                .targetServiceRevision(summary(service, rollout))
                .sourceServiceRevisions(source(service, rollout).stream()
                        .map(source -> summary(service, source))
                        .toList())
                .status(status(rollout))
                .statusReason(statusReason(rollout))
                .deploymentConfiguration(service.spec().deployment())
                .deploymentCircuitBreaker(breaker(service, rollout));
        if (isRollback(rollout)) {
            deployment.rollback(rollback(service, rollout));
        }
        return deployment.build();
    }

    private ServiceRevisionSummary summary(ServiceEntry service, Rollout rollout) {
        boolean primary = service.rollouts().stream().findFirst().equals(Optional.of(rollout));
        int running = tasks.count(rollout, TaskStatus::isRunning);
        int pending = tasks.count(rollout, TaskStatus::isPending);
        return ServiceRevisionSummary.builder()
                .arn(descriptions.revisionArn(service, rollout))
                .requestedTaskCount(primary ? service.desired() : running + pending)
                .runningTaskCount(running)
                .pendingTaskCount(pending)
                .build();
    }

    private Rollback rollback(ServiceEntry service, Rollout rollout) {
        return Rollback.builder()
                .reason("Service deployment rolled back " + BREAKER)
                .startedAt(rollout.updatedAt())
                .serviceRevisionArn(source(service, rollout)
                        .map(source -> descriptions.revisionArn(service, source))
                        .orElse(null))
                .build();
    }

    private static Optional<Rollout> source(ServiceEntry service, Rollout rollout) {
        return service.history().stream().filter(rollout::replaces).findFirst();
    }

    private static ServiceDeploymentCircuitBreaker breaker(ServiceEntry service, Rollout rollout) {
        CircuitBreaker breaker = service.spec().breaker();
        ServiceDeploymentRollbackMonitorsStatus status = !breaker.enabled()
                ? ServiceDeploymentRollbackMonitorsStatus.DISABLED
                : switch (rollout.outcome()) {
                    case OPEN -> ServiceDeploymentRollbackMonitorsStatus.MONITORING;
                    case SUCCEEDED, SUPERSEDED -> ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE;
                    case FAILED, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED ->
                        ServiceDeploymentRollbackMonitorsStatus.TRIGGERED;
                };
        return ServiceDeploymentCircuitBreaker.builder()
                .status(status)
                .failureCount(rollout.failures())
                .threshold(CircuitBreaker.threshold(service.spec().desiredCount()))
                .build();
    }

    private static boolean isRollback(Rollout rollout) {
        return rollout.outcome() == RolloutOutcome.ROLLING_BACK
                || rollout.outcome() == RolloutOutcome.ROLLED_BACK
                || rollout.outcome() == RolloutOutcome.ROLLBACK_FAILED;
    }

    private static ServiceDeploymentStatus status(Rollout rollout) {
        return switch (rollout.outcome()) {
            case OPEN -> ServiceDeploymentStatus.IN_PROGRESS;
            case SUCCEEDED -> ServiceDeploymentStatus.SUCCESSFUL;
            case SUPERSEDED, FAILED -> ServiceDeploymentStatus.STOPPED;
            case ROLLING_BACK -> ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS;
            case ROLLED_BACK -> ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL;
            case ROLLBACK_FAILED -> ServiceDeploymentStatus.ROLLBACK_FAILED;
        };
    }

    private static @Nullable String statusReason(Rollout rollout) {
        return switch (rollout.outcome()) {
            case OPEN, SUCCEEDED -> null;
            case SUPERSEDED -> "Service deployment stopped because of a new service deployment or deletion.";
            case FAILED -> "Service deployment stopped " + BREAKER;
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> "Service deployment rolled back " + BREAKER;
        };
    }

    private static @Nullable Instant finishedAt(Rollout rollout) {
        return rollout.outcome() == RolloutOutcome.OPEN || rollout.outcome() == RolloutOutcome.ROLLING_BACK
                ? null
                : rollout.updatedAt();
    }
}
