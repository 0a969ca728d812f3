package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.loadbalancing.proxy.TargetPool;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * How a group treats its targets.
 *
 * @param minimumHealthyCount with fewer healthy targets, unhealthy ones get requests too
 * @param minimumHealthyPercent the same as a share of all targets; 0 is off
 */
record TargetSettings(
        HealthCheck healthCheck,
        Duration deregistrationDelay,
        TargetPool.Algorithm algorithm,
        int minimumHealthyCount,
        int minimumHealthyPercent) {
    private static final String ROUTING = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.";

    TargetSettings {
        requireNonNull(healthCheck, "healthCheck is null");
        requireNonNull(deregistrationDelay, "deregistrationDelay is null");
        requireNonNull(algorithm, "algorithm is null");
    }

    static TargetSettings of(TargetGroup group, Attributes attributes) {
        String percentage = attributes.text(ROUTING + "percentage");
        return new TargetSettings(
                HealthCheck.of(group),
                Duration.ofSeconds(attributes.number("deregistration_delay.timeout_seconds")),
                TargetPool.Algorithm.valueOf(
                        attributes.text("load_balancing.algorithm.type").toUpperCase(Locale.ROOT)),
                attributes.number(ROUTING + "count"),
                percentage.equals("off") ? 0 : Integer.parseInt(percentage));
    }

    /** How many of so many targets have to be healthy for the unhealthy ones to get nothing. */
    int minimumHealthy(int registered) {
        return Math.max(minimumHealthyCount, (registered * minimumHealthyPercent + 99) / 100);
    }
}
