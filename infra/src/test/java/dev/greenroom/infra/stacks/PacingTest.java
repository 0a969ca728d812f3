package dev.greenroom.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.infra.fakes.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacingTest {
    private final SteppingClock clock = new SteppingClock(Instant.EPOCH);
    private final List<Duration> pauses = new ArrayList<>();
    private final Pacing pacing = new Pacing(clock, duration -> {
        pauses.add(duration);
        clock.step(duration);
    });

    @Test
    void looks_often_at_first_and_less_often_later() throws Exception {
        var wait = pacing.start();
        while (clock.instant().isBefore(Instant.EPOCH.plusSeconds(600))) {
            wait.untilNextLook();
        }

        assertThat(pauses).first().isEqualTo(Pacing.SHORTEST);
        assertThat(pauses).last().isEqualTo(Pacing.LONGEST);
        assertThat(pauses).isSorted().hasSizeLessThan(250);
    }

    @Test
    void begins_each_wait_anew() throws Exception {
        var first = pacing.start();
        clock.step(Duration.ofSeconds(60));
        first.untilNextLook();
        pacing.start().untilNextLook();

        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Pacing.SHORTEST);
    }
}
