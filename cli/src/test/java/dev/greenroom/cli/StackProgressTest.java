package dev.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.cli.progress.ProgressMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void a_wait_for_something_else_than_the_change_is_a_step_with_its_reason() {
        try (Progress progress =
                ProgressMode.PLAIN.open(new PrintStream(shown, true, StandardCharsets.UTF_8), false, Map.of())) {
            var listener = new StackProgress(progress);
            listener.waits("greenroom-test-service-a", "slot a is idle: waiting until its task is up again");

            assertThat(text()).contains("Wait for stack greenroom-test-service-a: slot a is idle: waiting");

            listener.waited("greenroom-test-service-a");

            assertThat(text()).contains("Wait for stack greenroom-test-service-a: done in");
        }
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
