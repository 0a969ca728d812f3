package dev.greenroom.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Nested
    class Without_a_terminal {
        @Test
        void each_change_is_a_line_without_control_characters() {
            try (Progress progress = ProgressMode.AUTO.open(out, false, Map.of("TERM", "xterm"))) {
                Progress.Step stack = progress.begin("Stack dev-database");
                stack.now("creating Instance");
                stack.now("creating Instance");
                Progress.Step instance = stack.begin("Instance");
                instance.done();
                stack.failed("no space left");
            }
            assertThat(text().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .matches("\\d\\d:\\d\\d:\\d\\d Stack dev-database: creating Instance"),
                            line -> assertThat(line).matches(".* Stack dev-database > Instance: done in [\\d.]+ s"),
                            line -> assertThat(line)
                                    .matches(".* Stack dev-database: FAILED after [\\d.]+ s: no space left"));
            assertThat(text()).doesNotContain("\r", "\u001b");
        }
    }

    @Nested
    class On_a_terminal {
        @Test
        void steps_are_redrawn_in_place_and_the_cursor_comes_back() {
            try (Progress progress = ProgressMode.AUTO.open(out, true, Map.of("TERM", "xterm"))) {
                Progress.Step step = progress.begin("Stack dev-database");
                await().untilAsserted(() -> assertThat(text()).contains("Stack dev-database"));
                step.done();
            }
            assertThat(text())
                    .contains("\u001b[1A")
                    .contains("✔ Stack dev-database")
                    .endsWith("\u001b[?25h");
        }

        @Test
        void no_colour_is_used_where_nobody_wants_it() {
            try (Progress progress = ProgressMode.AUTO.open(out, true, Map.of("TERM", "xterm", "NO_COLOR", "1"))) {
                progress.begin("Step").done();
            }
            assertThat(text()).doesNotContain("\u001b[32m");
        }

        @Test
        void a_build_server_gets_plain_lines() {
            try (Progress progress = ProgressMode.AUTO.open(out, true, Map.of("TERM", "xterm", "CI", "true"))) {
                progress.begin("Step").done();
            }
            assertThat(text()).doesNotContain("\u001b");
        }
    }

    @Test
    void timings_are_kept_in_order_of_beginning() {
        try (Progress progress = ProgressMode.NONE.open(out, false, Map.of())) {
            Progress.Step outer = progress.begin("outer");
            outer.begin("inner").done();
            outer.done();
            progress.begin("running");

            assertThat(progress.timings()).extracting(Progress.Timing::name).containsExactly("outer", "inner");
            assertThat(progress.timings()).extracting(Progress.Timing::depth).containsExactly(0, 1);
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void durations_read_naturally() {
        assertThat(Durations.text(Duration.ofMillis(420))).isEqualTo("0.4 s");
        assertThat(Durations.text(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
