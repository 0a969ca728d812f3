package dev.greenroom.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
    @Test
    void gives_people_the_time_to_decide_that_aws_gives_them() {
        assertThat(Pace.rehearsal().waitingForDecision(Duration.ofDays(7))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void shortens_every_minute_in_which_nobody_decides() {
        var pace = Pace.rehearsal().withDecisionMinute(Duration.ofSeconds(2));

        assertThat(pace.waitingForDecision(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(10));
        assertThat(pace.waitingForDecision(Duration.ofDays(60))).isEqualTo(Duration.ofDays(2));
    }
}
