package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.model.Identifiers;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Task;

/** A deployment of a service, and what its tasks have come to. Guarded by the monitor of {@link Services}. */
final class Rollout {
    private static final int DEPLOYMENT_ID_LENGTH = 21;

    private final String number = Identifiers.digits();
    private final String deploymentId = Identifiers.hex().substring(0, DEPLOYMENT_ID_LENGTH);
    private final Revision revision;
    private final Instant createdAt;
    private final @Nullable String sourceNumber;
    private final Map<String, String> imageDigests = new HashMap<>();
    private final Set<String> healthyTasks = new HashSet<>();
    private final Set<String> failedTasks = new HashSet<>();
    private final Set<String> endedTasks = new HashSet<>();
    private DeploymentRolloutState state = DeploymentRolloutState.IN_PROGRESS;
    private String reason = "ECS deployment ecs-svc/%s in progress.".formatted(number);
    private RolloutOutcome outcome = RolloutOutcome.OPEN;
    private Instant updatedAt;
    private int failures;
    private boolean rollback;
    private boolean stuck;

    /** @param source what it replaces */
    Rollout(Revision revision, @Nullable Rollout source, Instant now) {
        this.revision = revision;
        this.sourceNumber = source == null ? null : source.number;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** {@code ecs-svc/NUMBER} */
    String id() {
        return "ecs-svc/" + number;
    }

    String number() {
        return number;
    }

    /** The last part of its ARN as a service deployment. */
    String deploymentId() {
        return deploymentId;
    }

    Revision revision() {
        return revision;
    }

    boolean replaces(Rollout other) {
        return other.number.equals(sourceNumber);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    DeploymentRolloutState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    RolloutOutcome outcome() {
        return outcome;
    }

    int failures() {
        return failures;
    }

    /** Whether it is being returned to because a newer one failed. */
    boolean isRollback() {
        return rollback;
    }

    Map<String, String> imageDigests() {
        return Map.copyOf(imageDigests);
    }

    void complete(Instant now) {
        change(DeploymentRolloutState.COMPLETED, "ECS deployment %s completed.".formatted(id()), now);
        outcome = RolloutOutcome.SUCCEEDED;
        rollback = false;
    }

    void fail(boolean rollingBack, Instant now) {
        change(DeploymentRolloutState.FAILED, "ECS deployment circuit breaker: tasks failed to start.", now);
        outcome = rollingBack ? RolloutOutcome.ROLLING_BACK : RolloutOutcome.FAILED;
    }

    void returnTo(Instant now) {
        change(
                DeploymentRolloutState.IN_PROGRESS,
                "ECS deployment circuit breaker: rolling back to deploymentId %s.".formatted(id()),
                now);
        failures = 0;
        rollback = true;
        stuck = false;
    }

    void end(RolloutOutcome how, Instant now) {
        outcome = how;
        updatedAt = now;
    }

    /** Returns whether this is news. */
    boolean reportStuck() {
        boolean news = !stuck;
        stuck = true;
        return news;
    }

    /** All later tasks run what the first one did, wherever its tags point by then. */
    void settleImages(Task task) {
        for (Container container : task.containers()) {
            if (container.imageDigest() != null) {
                imageDigests.putIfAbsent(container.name(), container.imageDigest());
            }
        }
    }

    boolean wasHealthy(String taskArn) {
        return healthyTasks.contains(taskArn);
    }

    /** Notes a healthy task; returns whether this is news. */
    boolean healthy(String taskArn) {
        boolean news = healthyTasks.add(taskArn);
        if (news) {
            failures = 0;
        }
        return news;
    }

    /** Notes a task that failed to start or failed its health checks; returns whether this is news. */
    boolean failed(String taskArn) {
        boolean news = failedTasks.add(taskArn);
        if (news) {
            failures++;
        }
        return news;
    }

    /** Notes a task that ends; returns whether this is news. */
    boolean ended(String taskArn) {
        return endedTasks.add(taskArn);
    }

    private void change(DeploymentRolloutState newState, String newReason, Instant now) {
        state = newState;
        reason = newReason;
        updatedAt = now;
    }
}
