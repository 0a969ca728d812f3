package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Pace;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * The health of a registered target as far as its checks have shown it.
 *
 * @param shown what DescribeTargetHealth says
 * @param successes in a row, up to now
 * @param failures in a row, up to now
 * @param answered whether the target ever answered, whatever it said
 * @param lastCheck when the last check ended
 * @param lastCounted when the last failure that counts was seen
 */
record CheckedHealth(
        TargetHealth shown, int successes, int failures, boolean answered, Instant lastCheck, Instant lastCounted) {
    private static final TargetHealth REGISTERING = Healths.of(
            TargetHealthStateEnum.INITIAL,
            TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
            "Target registration is in progress");
    private static final TargetHealth FIRST_CHECKS = Healths.of(
            TargetHealthStateEnum.INITIAL,
            TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
            "Initial health checks in progress");

    CheckedHealth {
        requireNonNull(shown, "shown is null");
        requireNonNull(lastCheck, "lastCheck is null");
        requireNonNull(lastCounted, "lastCounted is null");
    }

    static CheckedHealth registering() {
        return new CheckedHealth(REGISTERING, 0, 0, false, Instant.MIN, Instant.MIN);
    }

    /** The same once a check is on its way. */
    CheckedHealth checking() {
        return shown == REGISTERING
                ? new CheckedHealth(FIRST_CHECKS, successes, failures, answered, lastCheck, lastCounted)
                : this;
    }

    CheckedHealth after(CheckResult result, HealthCheck check, Instant now) {
        if (result instanceof CheckResult.Answered answer && check.matcher().matches(answer.status())) {
            boolean healthy = !is(TargetHealthStateEnum.UNHEALTHY) || successes + 1 >= check.healthyThreshold();
            return new CheckedHealth(healthy ? Healths.HEALTHY : shown, successes + 1, 0, true, now, Instant.MIN);
        }
        boolean everAnswered = answered || result instanceof CheckResult.Answered;
        if (isNew() && now.isBefore(nextCountedAfter(check))) {
            return new CheckedHealth(shown, 0, failures, everAnswered, now, lastCounted);
        }
        boolean unhealthy = is(TargetHealthStateEnum.UNHEALTHY) || failures + 1 >= check.unhealthyThreshold();
        return new CheckedHealth(unhealthy ? Healths.failed(result) : shown, 0, failures + 1, everAnswered, now, now);
    }

    /** A target that is not yet known is checked at the local pace; its failures count at the group's all the same. */
    Duration interval(HealthCheck check, Pace pace) {
        return isNew() ? pace.firstHealthCheckInterval() : check.interval();
    }

    /** Whether the last check is recent enough to still hold. */
    boolean holds(HealthCheck check, Instant now) {
        return lastCheck.isAfter(now.minus(check.interval()));
    }

    boolean is(TargetHealthStateEnum state) {
        return shown.state() == state;
    }

    private boolean isNew() {
        return is(TargetHealthStateEnum.INITIAL) || !answered;
    }

    private Instant nextCountedAfter(HealthCheck check) {
        return lastCounted.equals(Instant.MIN) ? Instant.MIN : lastCounted.plus(check.interval());
    }
}
