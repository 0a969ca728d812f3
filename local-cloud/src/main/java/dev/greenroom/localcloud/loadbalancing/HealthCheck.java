package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * How the targets of a group are checked.
 *
 * @param port empty for the port that receives the traffic
 */
record HealthCheck(
        String path,
        Optional<Integer> port,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold,
        StatusMatcher matcher) {
    static final String TRAFFIC_PORT = "traffic-port";

    HealthCheck {
        requireNonNull(path, "path is null");
        requireNonNull(port, "port is null");
        requireNonNull(interval, "interval is null");
        requireNonNull(timeout, "timeout is null");
        requireNonNull(matcher, "matcher is null");
    }

    static HealthCheck of(TargetGroup group) {
        return new HealthCheck(
                group.healthCheckPath(),
                group.healthCheckPort().equals(TRAFFIC_PORT)
                        ? Optional.empty()
                        : Optional.of(Integer.valueOf(group.healthCheckPort())),
                Duration.ofSeconds(group.healthCheckIntervalSeconds()),
                Duration.ofSeconds(group.healthCheckTimeoutSeconds()),
                group.healthyThresholdCount(),
                group.unhealthyThresholdCount(),
                StatusMatcher.parse(group.matcher().httpCode()));
    }

    int portOf(TargetKey target) {
        return port.orElse(target.port());
    }
}
