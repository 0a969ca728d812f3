package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What tests ask of processes that are not theirs. */
final class Processes {
    private Processes() {}

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static void awaitEnd(long pid) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(isAlive(pid)).as("process %d lives", pid).isFalse());
    }
}
