package dev.greenroom.localcloud.ecs.service;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** A service as it is now. Guarded by the monitor of {@link Services}. */
final class ServiceEntry {
    private static final int MAX_EVENTS = 100;
    private static final int MAX_HISTORY = 50;

    private final String arn;
    private final String name;
    private final String clusterArn;
    private final Instant createdAt;
    private final StartThrottle throttle = new StartThrottle();
    private final Deque<ServiceEvent> events = new ArrayDeque<>();
    private final List<Rollout> rollouts = new ArrayList<>();
    private final Deque<Rollout> history = new ArrayDeque<>();
    private ServiceSpec spec;
    private ServiceStatus status = ServiceStatus.ACTIVE;
    private @Nullable Rollout lastCompleted;
    private @Nullable Instant inactiveSince;
    private boolean steady;

    ServiceEntry(String arn, String name, String clusterArn, ServiceSpec spec, Instant createdAt) {
        this.arn = arn;
        this.name = name;
        this.clusterArn = clusterArn;
        this.spec = spec;
        this.createdAt = createdAt;
    }

    String arn() {
        return arn;
    }

    String name() {
        return name;
    }

    String clusterArn() {
        return clusterArn;
    }

    Instant createdAt() {
        return createdAt;
    }

    StartThrottle throttle() {
        return throttle;
    }

    ServiceSpec spec() {
        return spec;
    }

    void change(ServiceSpec wanted) {
        steady = steady && spec.equals(wanted);
        spec = wanted;
        throttle.reset();
    }

    ServiceStatus status() {
        return status;
    }

    /** How many tasks there should be now: none of a service that is deleted. */
    int desired() {
        return status == ServiceStatus.ACTIVE ? spec.desiredCount() : 0;
    }

    /** The primary deployment first; empty once the service is inactive. */
    List<Rollout> rollouts() {
        return List.copyOf(rollouts);
    }

    Rollout primary() {
        return rollouts.get(0);
    }

    /** Deployments that were made, the newest first. */
    List<Rollout> history() {
        return List.copyOf(history);
    }

    Optional<Rollout> lastCompleted() {
        return Optional.ofNullable(lastCompleted);
    }

    /** A newer deployment becomes the primary one. */
    void deploy(Rollout rollout, Instant now) {
        if (!rollouts.isEmpty() && primary().outcome() == RolloutOutcome.OPEN) {
            primary().end(RolloutOutcome.SUPERSEDED, now);
        }
        endRollback(RolloutOutcome.SUPERSEDED, now);
        rollouts.add(0, rollout);
        history.addFirst(rollout);
        if (history.size() > MAX_HISTORY) {
            history.removeLast();
        }
        steady = false;
        throttle.reset();
    }

    private void endRollback(RolloutOutcome outcome, Instant now) {
        history.stream()
                .filter(each -> each.outcome() == RolloutOutcome.ROLLING_BACK)
                .forEach(each -> each.end(outcome, now));
    }

    /** An earlier deployment becomes the primary one again. */
    private void returnTo(Rollout rollout, Instant now) {
        rollouts.remove(rollout);
        rollouts.add(0, rollout);
        rollout.returnTo(now);
        throttle.reset();
    }

    void completed(Rollout rollout, Instant now) {
        rollout.complete(now);
        lastCompleted = rollout;
        endRollback(RolloutOutcome.ROLLED_BACK, now);
    }

    /** @param back what is returned to instead, if anything */
    void failed(Rollout rollout, @Nullable Rollout back, Instant now) {
        if (rollout.isRollback()) {
            endRollback(RolloutOutcome.ROLLBACK_FAILED, now);
        }
        rollout.fail(back != null, now);
        if (back != null) {
            returnTo(back, now);
        }
    }

    void remove(String rolloutId) {
        rollouts.removeIf(rollout -> rollout.id().equals(rolloutId));
    }

    void drain(Instant now) {
        status = ServiceStatus.DRAINING;
        steady = false;
        if (primary().outcome() == RolloutOutcome.OPEN) {
            primary().end(RolloutOutcome.SUPERSEDED, now);
        }
    }

    void deactivate(Instant now) {
        status = ServiceStatus.INACTIVE;
        inactiveSince = now;
        rollouts.clear();
    }

    Optional<Instant> inactiveSince() {
        return Optional.ofNullable(inactiveSince);
    }

    boolean isSteady() {
        return steady;
    }

    void steady(boolean now) {
        steady = now;
    }

    /** Newest first. */
    List<ServiceEvent> events() {
        return List.copyOf(events);
    }

    void addEvent(ServiceEvent event) {
        events.addFirst(event);
        if (events.size() > MAX_EVENTS) {
            events.removeLast();
        }
    }
}
