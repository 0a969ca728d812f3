package dev.greenroom.localcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final Instant INSTANT = Instant.parse("2026-01-02T03:04:05.600Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05.6Z",
                "2026-01-02T03:04:05.600000Z",
                "2026-01-02T04:04:05.6+01:00",
                "1767323045.6",
                "1.7673230456E9"
            })
    void are_read_in_every_format_that_clients_send(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(INSTANT);
    }

    @Test
    void are_written_to_the_millisecond() {
        assertThat(Timestamps.iso8601(INSTANT.plusNanos(999_999))).isEqualTo("2026-01-02T03:04:05.600Z");
        assertThat(Timestamps.epochSeconds(INSTANT.plusNanos(999_999))).hasToString("1767323045.6");
        assertThat(Timestamps.epochSeconds(Instant.ofEpochSecond(1_000_000))).hasToString("1000000");
    }
}
