package dev.greenroom.localcloud.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartThrottleTest {
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final StartThrottle throttle = new StartThrottle();

    @Test
    void waits_longer_after_each_failure_but_never_longer_than_a_minute() {
        assertThat(throttle.notBefore()).isBefore(now);
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofMillis(100));
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofMillis(200));
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 40; i++) {
            throttle.failed(now);
        }
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void says_once_that_starts_are_impaired() {
        throttle.failed(now);
        throttle.failed(now);
        throttle.failed(now);
        assertThat(throttle.isNewlyImpaired()).isFalse();
        throttle.failed(now);
        assertThat(throttle.isNewlyImpaired()).isTrue();
        throttle.failed(now);
        assertThat(throttle.isNewlyImpaired()).isFalse();
    }

    @Test
    void forgets_when_a_task_is_healthy() {
        throttle.failed(now);
        throttle.reset();

        assertThat(throttle.notBefore()).isBefore(now);
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofMillis(100));
    }

    private Duration waitAfterFailure() {
        throttle.failed(now);
        return Duration.between(now, throttle.notBefore());
    }
}
