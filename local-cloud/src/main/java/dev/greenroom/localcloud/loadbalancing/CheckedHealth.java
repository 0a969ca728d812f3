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
 * @param failures in a row that count, up to now
 * @param isKnown whether the target was ever healthy
 * @param nextCountedFailure a failure before then doesn't count
 */
record CheckedHealth(TargetHealth shown, int successes, int failures, boolean isKnown, Instant nextCountedFailure) {
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
        requireNonNull(nextCountedFailure, "nextCountedFailure is null");
    }

    static CheckedHealth registering() {
        return new CheckedHealth(REGISTERING, 0, 0, false, Instant.MIN);
    }

    /** The same once a check is on its way. */
    CheckedHealth checking() {
        return shown == REGISTERING ? registering().with(FIRST_CHECKS) : this;
    }

    CheckedHealth after(CheckResult result, HealthCheck check, Instant now) {
        if (result instanceof CheckResult.Answered answer && check.matcher().matches(answer.status())) {
            boolean healthy = !is(TargetHealthStateEnum.UNHEALTHY) || successes + 1 >= check.healthyThreshold();
            return new CheckedHealth(
                    healthy ? Healths.HEALTHY : shown, successes + 1, 0, isKnown || healthy, Instant.MIN);
        }
        if (now.isBefore(nextCountedFailure)) {
            return new CheckedHealth(shown, 0, failures, isKnown, nextCountedFailure);
        }
        boolean unhealthy = is(TargetHealthStateEnum.UNHEALTHY) || failures + 1 >= check.unhealthyThreshold();
        return new CheckedHealth(
                unhealthy ? Healths.failed(result) : shown,
                0,
                failures + 1,
                isKnown,
                isKnown ? Instant.MIN : now.plus(check.interval()));
    }

    /**
     * A target that was never healthy is checked at the local pace, so that nobody waits for it longer than it takes.
     * Its failures count at the group's interval all the same: it turns unhealthy when it would on AWS.
     */
    Duration interval(HealthCheck check, Pace pace) {
        return isKnown ? check.interval() : pace.firstHealthCheckInterval();
    }

    boolean is(TargetHealthStateEnum state) {
        return shown.state() == state;
    }

    private CheckedHealth with(TargetHealth newShown) {
        return new CheckedHealth(newShown, successes, failures, isKnown, nextCountedFailure);
    }
}
