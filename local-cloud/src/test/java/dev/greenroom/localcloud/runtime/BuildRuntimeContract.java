package dev.greenroom.localcloud.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every adapter of {@link BuildRuntime} promises. */
public abstract class BuildRuntimeContract {
    private static final int PATIENCE_SECONDS = 60;

    /** What shells keep for themselves and pass on. */
    private static final Set<String> OF_SHELLS = Set.of("PWD", "OLDPWD", "SHLVL", "_");

    @TempDir
    protected Path folder;

    protected final List<String> log = new CopyOnWriteArrayList<>();
    private BuildRuntime runtime;
    protected BuildMachine machine;

    /** What is tested, with its files in {@code folder/builds}. */
    protected abstract BuildRuntime open() throws Exception;

    /** Ends what {@link #open()} started besides. */
    protected void release() {}

    /** Whether a process that a build started still runs, by what the build called it. */
    protected abstract boolean runs(String pid);

    /** Names of variables that nobody gives a build, and that what runs it sets all the same. */
    protected Set<String> setBesides() {
        return Set.of();
    }

    @BeforeEach
    void start() throws Exception {
        runtime = open();
        machine = runtime.provide("app");
    }

    @AfterEach
    void stop() {
        runtime.close();
        release();
    }

    @ParameterizedTest
    @EnumSource
    void a_command_finds_what_the_one_before_it_left(ShellSpec.Kind kind) throws Exception {
        BuildShell shell = shell(kind);
        Files.createDirectory(machine.folder().resolve("it's"));

        assertThat(shell.run("export COLOUR=green; plain=1; greet() { echo \"hello $1\"; }; cd \"it's\""))
                .isZero();
        assertThat(shell.run("greet $COLOUR; pwd -P; echo $plain")).isZero();

        assertThat(log)
                .containsExactly(
                        "hello green",
                        machine.folder().toRealPath().resolve("it's").toString(),
                        "1");
    }

    @ParameterizedTest
    @EnumSource
    void a_command_that_ends_the_shell_has_its_status_and_the_next_one_goes_on(ShellSpec.Kind kind) throws Exception {
        BuildShell shell = shell(kind);
        Files.createDirectory(machine.folder().resolve("it's"));
        shell.run("export COLOUR=\"dark 'green'\"; cd \"it's\"");

        assertThat(shell.run("export COLOUR=lost; exit 3")).isEqualTo(3);
        assertThat(shell.run("set -e; false; echo no")).isEqualTo(1);

        assertThat(shell.run("echo \"$COLOUR\"; pwd -P")).isZero();
        assertThat(log)
                .containsExactly(
                        "dark 'green'",
                        machine.folder().toRealPath().resolve("it's").toString());
    }

    @Test
    void a_new_bash_knows_the_functions_of_the_one_that_ended() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);
        shell.run("greet() { echo hello; }");
        shell.run("exit 1");

        shell.run("greet");

        assertThat(log).containsExactly("hello");
    }

    @Test
    void tells_the_exit_status_of_a_command_of_many_lines() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        assertThat(shell.run("if true; then\n  (exit 42)\nfi")).isEqualTo(42);
        assertThat(shell.run("no-such-program")).isEqualTo(127);
        assertThat(shell.run("echo 'unfinished")).isNotZero();
        assertThat(shell.run("true")).isZero();
    }

    @Test
    void logs_output_and_errors_in_order_and_as_they_are() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        shell.run("echo one; echo two >&2; echo; echo; printf three");
        shell.run("echo four; echo");

        assertThat(log).containsExactly("one", "two", "", "", "three", "four", "");
    }

    @Test
    void a_shell_that_traces_its_commands_is_followed_too() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);
        shell.run("set -x");

        assertThat(shell.run("false")).isEqualTo(1);
        assertThat(shell.run("true")).isZero();
        assertThat(log).contains("++ false", "++ true");
    }

    @Test
    void captures_what_a_command_prints_and_does_not_log_it() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);
        shell.run("export COLOUR=green");

        assertThat(shell.capture("printf 'one\\n%s' \"$COLOUR\"")).isEqualTo("one\ngreen");
        assertThat(log).isEmpty();
    }

    @Test
    void passes_a_long_line_whole_and_a_longer_one_in_pieces() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        shell.run("head -c 200000 /dev/zero | tr '\\0' x; echo");
        shell.run("head -c 600000 /dev/zero | tr '\\0' y");

        assertThat(log.get(0)).hasSize(200_000);
        assertThat(log.subList(1, log.size())).hasSize(3);
        assertThat(String.join("", log.subList(1, log.size()))).hasSize(600_000);
    }

    @Test
    void fifty_mebibytes_pass_without_being_kept() throws Exception {
        var length = new AtomicLong();
        BuildShell shell = open(ShellSpec.Kind.BASH, line -> length.addAndGet(line.length() + 1));

        assertThat(shell.run("yes 0123456789012345678901234567890123456789012345678901234567890123456789012345678"
                        + " | head -c 52428800"))
                .isZero();

        assertThat(length).hasValue(52_428_800);
    }

    @Test
    void sees_only_the_environment_that_it_is_given() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        shell.run("env");

        assertThat(log).contains("TOOL=hammer", "HOME=" + System.getProperty("user.home"));
        assertThat(log).anyMatch(line -> line.startsWith("PATH=")).noneMatch(line -> line.contains("greenroom"));
        assertThat(log).extracting(line -> line.split("=", 2)[0]).isSubsetOf(given());
    }

    @Test
    void closing_ends_a_command_with_all_that_it_started() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);
        CompletableFuture<Integer> running = inBackground(shell, "sleep 600 & echo $!; sleep 600");
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> log.size() == 1);

        machine.close();

        assertThat(running)
                .failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(ShellEndedException.class);
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> !runs(log.get(0)));
        assertThat(folder.resolve("builds/running/app")).doesNotExist();
    }

    @Test
    void a_shell_that_is_killed_from_outside_says_so() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        assertThatExceptionOfType(ShellEndedException.class)
                .isThrownBy(() -> shell.run("kill -KILL $$"))
                .withMessage("the shell of the build was killed by signal 9");
        assertThatExceptionOfType(ShellEndedException.class).isThrownBy(() -> shell.run("true"));
    }

    @Test
    void shells_run_beside_each_other_and_one_that_is_closed_takes_none_with_it() throws Exception {
        BuildShell one = shell(ShellSpec.Kind.BASH);
        BuildShell other = shell(ShellSpec.Kind.SH);
        CompletableFuture<Integer> running = inBackground(one, "echo waiting; sleep 600");
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> log.contains("waiting"));

        assertThat(other.run("echo beside")).isZero();
        one.close();

        assertThat(running)
                .failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(ShellEndedException.class);
        assertThat(other.run("echo after")).isZero();
        assertThat(log).containsExactly("waiting", "beside", "after");
    }

    @Test
    void nothing_runs_in_a_place_that_was_killed() {
        machine.kill();

        assertThatExceptionOfType(ShellEndedException.class)
                .isThrownBy(() -> shell(ShellSpec.Kind.SH).run("true"));
    }

    @Test
    void files_go_both_ways_and_belong_to_this_user() throws Exception {
        Files.writeString(machine.folder().resolve("given"), "in");

        shell(ShellSpec.Kind.SH).run("mkdir -p a/b && cp given a/b/made && chmod 500 a/b");

        Path made = machine.folder().resolve("a/b/made");
        assertThat(made).hasContent("in");
        assertThat(Files.getOwner(made)).isEqualTo(Files.getOwner(machine.folder()));
    }

    @Test
    void a_cache_is_a_folder_that_outlives_the_build() throws Exception {
        Path cache = runtime.cache("app");
        machine.close();

        assertThat(runtime.cache("app")).isEqualTo(cache).isDirectory();
    }

    private Set<String> given() {
        return Stream.of(environment().keySet(), OF_SHELLS, setBesides())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static CompletableFuture<Integer> inBackground(BuildShell shell, String command) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return shell.run(command);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    protected final BuildShell shell(ShellSpec.Kind kind) throws IOException, InterruptedException {
        return open(kind, log::add);
    }

    private BuildShell open(ShellSpec.Kind kind, Consumer<String> to) throws IOException, InterruptedException {
        return machine.open(new ShellSpec(kind, environment(), machine.folder(), to));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(machine.environment());
        environment.put("TOOL", "hammer");
        return environment;
    }
}
