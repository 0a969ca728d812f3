package dev.greenroom.localcloud.ecs.cloudformation;

import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** Waits as CloudFormation does: until a service is stable, has given up, or is gone. */
final class ServiceStability {
    private static final long POLL_MILLIS = 50;
    private static final Duration LONGEST_WAIT = Duration.ofHours(3);

    private final EcsClient ecs;
    private final String cluster;
    private final String serviceArn;

    ServiceStability(EcsClient ecs, String cluster, String serviceArn) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.serviceArn = serviceArn;
    }

    /** Empty when there is no such service any more. */
    Optional<Service> find() {
        try {
            return ecs.describeServices(describe -> describe.cluster(cluster).services(serviceArn)).services().stream()
                    .filter(service -> !service.status().equals("INACTIVE"))
                    .findFirst();
        } catch (ClusterNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns when the service is stable with this deployment, or one after it. A deployment that the circuit breaker
     * ended fails, and where ECS rolls back, not before it has.
     */
    void await(Deployment deployment) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            Service service =
                    find().filter(found -> found.status().equals("ACTIVE")).orElseThrow(this::notStabilized);
            Deployment primary = primary(service);
            boolean rolledBack = primary.createdAt().isBefore(deployment.createdAt());
            if (primary.rolloutState() == DeploymentRolloutState.FAILED || rolledBack && isStable(service)) {
                throw new ResourceFailedException(
                        "GeneralServiceException",
                        "Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.");
            }
            if (isStable(service)) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw notStabilized();
    }

    void awaitGone() throws InterruptedException {
        while (find().isPresent()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    static Deployment primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> deployment.status().equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isStable(Service service) {
        return service.deployments().size() == 1
                && primary(service).rolloutState() == DeploymentRolloutState.COMPLETED
                && service.runningCount().equals(service.desiredCount())
                && service.pendingCount() == 0;
    }

    private ResourceFailedException notStabilized() {
        return new ResourceFailedException("NotStabilized", "Service %s did not stabilize.".formatted(serviceArn));
    }
}
