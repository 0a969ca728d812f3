package dev.greenroom.localcloud.loadbalancing;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The states of a target, with AWS's reasons and texts. */
final class Healths {
    static final TargetHealth HEALTHY =
            TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build();
    static final TargetHealth NOT_IN_USE = of(
            TargetHealthStateEnum.UNUSED,
            TargetHealthReasonEnum.TARGET_NOT_IN_USE,
            "Target group is not configured to receive traffic from the load balancer");
    static final TargetHealth NOT_REGISTERED = of(
            TargetHealthStateEnum.UNUSED,
            TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
            "Target is not registered to the target group");
    static final TargetHealth DRAINING = of(
            TargetHealthStateEnum.DRAINING,
            TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
            "Target deregistration is in progress");
    private static final TargetHealth TIMED_OUT =
            of(TargetHealthStateEnum.UNHEALTHY, TargetHealthReasonEnum.TARGET_TIMEOUT, "Request timed out");
    private static final TargetHealth FAILED = of(
            TargetHealthStateEnum.UNHEALTHY,
            TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS,
            "Health checks failed");

    private Healths() {}

    static TargetHealth of(TargetHealthStateEnum state, TargetHealthReasonEnum reason, String description) {
        return TargetHealth.builder()
                .state(state)
                .reason(reason)
                .description(description)
                .build();
    }

    /** Unhealthy because of this result. */
    static TargetHealth failed(CheckResult result) {
        if (result instanceof CheckResult.Answered answer) {
            return of(
                    TargetHealthStateEnum.UNHEALTHY,
                    TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH,
                    "Health checks failed with these codes: [%d]".formatted(answer.status()));
        }
        return result instanceof CheckResult.TimedOut ? TIMED_OUT : FAILED;
    }
}
