package dev.greenroom.localcloud.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.runtime.ContainerSpec.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link TaskRuntime} promises, tried with an image that has a shell. */
public abstract class TaskRuntimeContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    protected final List<String> log = new CopyOnWriteArrayList<>();

    /** The runtime of this test. */
    protected abstract TaskRuntime runtime();

    /** What its image is called. */
    protected abstract String image();

    /** What its image's digest is. */
    protected abstract String digest();

    @Test
    void a_container_runs_with_its_environment_and_its_lines_are_passed_on() throws Exception {
        RunningContainer container = script(
                Map.of("GREETING", "it's \"me\"", "SECRET", "s3cr3t $x"), "echo $GREETING; echo $SECRET >&2; exit 3");

        assertThat(exitCode(container)).isEqualTo(3);
        assertThat(log).containsExactlyInAnyOrder("it's \"me\"", "s3cr3t $x");
        assertThat(container.imageDigest()).isEqualTo(digest());
        assertThat(container.endReason()).isEmpty();
    }

    @Test
    void nothing_of_this_processes_environment_leaks_into_a_container() throws Exception {
        exitCode(script(Map.of(), "env"));

        assertThat(log).isNotEmpty().noneMatch(line -> line.startsWith("AWS_") || line.startsWith("USER="));
    }

    @Test
    void a_stop_is_a_sigterm_first() throws Exception {
        RunningContainer container =
                script(Map.of(), "trap 'echo bye; exit 4' TERM; echo up; while :; do sleep 0.05; done");
        await().atMost(PATIENCE).until(() -> log.contains("up"));

        container.stop(Duration.ofSeconds(20));

        assertThat(exitCode(container)).isEqualTo(4);
        assertThat(log).containsExactly("up", "bye");
    }

    @Test
    void who_ignores_the_sigterm_is_killed() throws Exception {
        RunningContainer container = script(Map.of(), "trap '' TERM; echo up; while :; do sleep 0.05; done");
        await().atMost(PATIENCE).until(() -> log.contains("up"));

        container.stop(Duration.ofSeconds(1));

        assertThat(exitCode(container)).isEqualTo(137);
    }

    @Test
    void a_crash_is_seen_with_its_exit_code() throws Exception {
        RunningContainer container = script(Map.of(), "echo up; sh -c 'kill -9 $$'; exit $?");

        assertThat(exitCode(container)).isEqualTo(137);
        assertThat(log).contains("up");
    }

    @Test
    void each_port_has_an_address_of_this_machine_only() throws Exception {
        RunningContainer container = script(Map.of(), "exit 0");

        assertThat(container.address(8080).getAddress().isLoopbackAddress()).isTrue();
        assertThat(container.address(8080).getPort()).isPositive();
        exitCode(container);
    }

    @Test
    void a_program_that_is_nowhere_is_named() {
        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> runtime().start(spec(Map.of(), List.of("/nowhere/program"), Limits.NONE)))
                .withMessageStartingWith("CannotStartContainerError: ")
                .withMessageContaining("/nowhere/program");
    }

    @Test
    void close_ends_all() throws Exception {
        RunningContainer container = script(Map.of(), "echo up; exec sleep 60");
        await().atMost(PATIENCE).until(() -> log.contains("up"));

        runtime().close();

        assertThat(exitCode(container)).isEqualTo(137);
    }

    protected final RunningContainer script(Map<String, String> environment, String lines)
            throws IOException, InterruptedException {
        return script(environment, lines, Limits.NONE);
    }

    protected final RunningContainer script(Map<String, String> environment, String lines, Limits limits)
            throws IOException, InterruptedException {
        return runtime().start(spec(environment, List.of("/bin/sh", "-c", lines), limits));
    }

    protected static int exitCode(RunningContainer container) throws Exception {
        return container.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private ContainerSpec spec(Map<String, String> environment, List<String> command, Limits limits) {
        return new ContainerSpec("task-1", image(), command, List.of(), environment, Set.of(8080), limits, log::add);
    }
}
