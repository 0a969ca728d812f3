package dev.greenroom.localcloud.ecs.service;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;

/** Ends a deployment whose tasks keep failing. */
record CircuitBreaker(boolean enabled, boolean rollback) {
    static final CircuitBreaker NONE = new CircuitBreaker(false, false);

    private static final int FEWEST_FAILURES = 3;
    private static final int MOST_FAILURES = 200;

    static CircuitBreaker of(@Nullable DeploymentCircuitBreaker settings) {
        return settings == null
                ? NONE
                : new CircuitBreaker(Boolean.TRUE.equals(settings.enable()), Boolean.TRUE.equals(settings.rollback()));
    }

    /** Half of the desired count, rounded up, but neither hasty nor endless. */
    static int threshold(int desired) {
        return Math.max(FEWEST_FAILURES, Math.min(MOST_FAILURES, (desired + 1) / 2));
    }

    boolean trips(int failures, int desired) {
        return enabled && failures >= threshold(desired);
    }
}
