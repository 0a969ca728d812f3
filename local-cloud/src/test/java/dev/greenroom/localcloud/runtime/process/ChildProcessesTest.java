package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
    @TempDir
    Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Guardian guardian;
    private ChildProcesses children;

    @BeforeEach
    void start() throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
    }

    @AfterEach
    void stop() {
        children.close();
        guardian.close();
    }

    @Test
    void logs_what_it_prints_and_tells_its_exit_code() throws Exception {
        ChildProcess child = sh("echo one; echo two >&2; printf three; exit 7");

        assertThat(exitCode(child)).isEqualTo(7);
        assertThat(log).containsExactly("one", "two", "three");
    }

    @Test
    void sees_only_the_environment_that_it_is_given_and_runs_in_its_folder() throws Exception {
        ChildProcess child = children.start(new ChildSpec(
                "env", List.of("/bin/sh", "-c", "/usr/bin/env; pwd -P"), Map.of("COLOUR", "green"), folder, log::add));

        exitCode(child);
        assertThat(log).contains("COLOUR=green", folder.toRealPath().toString());
        assertThat(log).noneMatch(line -> line.startsWith("HOME=") || line.startsWith("PATH=/root"));
    }

    @Test
    void keeps_variables_that_no_shell_can_hold() throws Exception {
        Map<String, String> environment =
                Map.of("spring.profiles.active", "a b", "x-y", "'\"$z", "UID", "7", "PLAIN", "");
        ChildProcess child =
                children.start(new ChildSpec("env", List.of("/usr/bin/env"), environment, folder, log::add));

        exitCode(child);
        assertThat(log).contains("spring.profiles.active=a b", "x-y='\"$z", "UID=7", "PLAIN=");
    }

    @Test
    void has_no_input() throws Exception {
        assertThat(exitCode(sh("cat"))).isZero();
    }

    @Test
    void leads_a_process_group_of_its_own() throws Exception {
        ChildProcess child = sh("ps -o pgid= -p $$ || cut -d' ' -f5 /proc/$$/stat");

        exitCode(child);
        assertThat(log.get(log.size() - 1).strip()).isEqualTo(Long.toString(child.pid()));
    }

    @Test
    void a_program_that_does_not_exist_ends_with_127_and_is_named() throws Exception {
        ChildProcess child =
                children.start(new ChildSpec("missing", List.of("/no/such/program"), Map.of(), folder, log::add));

        assertThat(exitCode(child)).isEqualTo(127);
        assertThat(log).anyMatch(line -> line.contains("/no/such/program"));
    }

    @Test
    void stop_asks_first() throws Exception {
        ChildProcess child = sh("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        awaitLine("up");

        child.stop(Duration.ofSeconds(10));

        assertThat(exitCode(child)).isEqualTo(3);
        assertThat(log).containsExactly("up", "bye");
    }

    @Test
    void a_signal_counts_as_128_plus_its_number() throws Exception {
        ChildProcess child = sh("echo up; exec sleep 60");
        awaitLine("up");

        child.stop(Duration.ofSeconds(10));

        assertThat(exitCode(child)).isEqualTo(128 + 15);
    }

    @Test
    void stop_kills_what_does_not_listen_with_all_that_it_started() throws Exception {
        ChildProcess child = sh("trap '' TERM; sleep 60 & echo $!; wait; sleep 60");
        await().until(() -> !log.isEmpty());

        child.stop(Duration.ofMillis(50));

        assertThat(exitCode(child)).isEqualTo(128 + 9);
        Processes.awaitEnd(Long.parseLong(log.get(0)));
    }

    @Test
    void what_a_child_leaves_behind_ends_with_it() throws Exception {
        ChildProcess child = sh("sleep 60 & echo $!");

        assertThat(exitCode(child)).isZero();
        Processes.awaitEnd(Long.parseLong(log.get(0)));
    }

    @Test
    void close_ends_all() throws Exception {
        ChildProcess first = sh("exec sleep 60");
        ChildProcess second = sh("exec sleep 60");

        children.close();

        assertThat(first.isAlive() || second.isAlive()).isFalse();
    }

    private ChildProcess sh(String script) throws IOException {
        return children.start(new ChildSpec(
                "test", List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder, log::add));
    }

    private void awaitLine(String line) {
        await().until(() -> log.contains(line));
    }

    private static int exitCode(ChildProcess child) throws Exception {
        return child.exit().get(10, TimeUnit.SECONDS);
    }
}
