package dev.greenroom.localcloud.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.aws.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class CheckedHealthTest {
    private static final CheckResult OK = new CheckResult.Answered(200);
    private static final CheckResult NOT_FOUND = new CheckResult.Answered(404);
    private static final CheckResult REFUSED = new CheckResult.Failed();
    private static final CheckResult LATE = new CheckResult.TimedOut();

    private final HealthCheck check = new HealthCheck(
            "/", Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2, StatusMatcher.parse("200"));
    private final Pace pace = new Pace(Duration.ofMillis(100), true);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private CheckedHealth health = CheckedHealth.registering();

    @Nested
    class A_new_target {
        @Test
        void is_registered_first_and_checked_then() {
            assertThat(health.shown().reason()).isEqualTo(TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS);
            assertThat(health.checking().shown().reason())
                    .isEqualTo(TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);
        }

        @Test
        void is_healthy_after_one_success_without_a_reason() {
            after(REFUSED, 0);
            after(OK, 0);

            assertThat(health.shown())
                    .isEqualTo(TargetHealth.builder()
                            .state(TargetHealthStateEnum.HEALTHY)
                            .build());
        }

        @Test
        void is_checked_at_the_local_pace_until_it_is_healthy() {
            assertThat(health.interval(check, pace)).hasMillis(100);
            after(NOT_FOUND, 0);
            assertThat(health.interval(check, pace)).hasMillis(100);
            after(OK, 0);
            assertThat(health.interval(check, pace)).hasSeconds(10);
        }

        @Test
        void turns_unhealthy_no_sooner_than_on_aws() {
            for (int check = 0; check < 10; check++) {
                after(REFUSED, 1);
                assertThat(health.is(TargetHealthStateEnum.INITIAL)).isTrue();
            }
            after(REFUSED, 1);

            assertThat(health.shown().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
            assertThat(health.shown().description()).isEqualTo("Health checks failed");
        }
    }

    @Nested
    class A_healthy_target {
        {
            after(OK, 0);
        }

        @Test
        void stays_healthy_until_enough_checks_in_a_row_failed() {
            after(NOT_FOUND, 10);
            after(OK, 10);
            after(NOT_FOUND, 10);
            assertThat(health.is(TargetHealthStateEnum.HEALTHY)).isTrue();

            after(NOT_FOUND, 10);

            assertThat(health.shown())
                    .isEqualTo(TargetHealth.builder()
                            .state(TargetHealthStateEnum.UNHEALTHY)
                            .reason(TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH)
                            .description("Health checks failed with these codes: [404]")
                            .build());
        }

        @Test
        void tells_when_it_did_not_answer_in_time() {
            after(LATE, 10);
            after(LATE, 10);

            assertThat(health.shown())
                    .isEqualTo(TargetHealth.builder()
                            .state(TargetHealthStateEnum.UNHEALTHY)
                            .reason(TargetHealthReasonEnum.TARGET_TIMEOUT)
                            .description("Request timed out")
                            .build());
        }

        @Test
        void recovers_after_enough_successes_in_a_row() {
            after(REFUSED, 10);
            after(REFUSED, 10);
            after(OK, 10);
            after(OK, 10);
            assertThat(health.is(TargetHealthStateEnum.UNHEALTHY)).isTrue();

            after(OK, 10);

            assertThat(health.is(TargetHealthStateEnum.HEALTHY)).isTrue();
        }
    }

    private void after(CheckResult result, int seconds) {
        health = health.checking().after(result, check, now);
        now = now.plusSeconds(seconds);
    }
}
