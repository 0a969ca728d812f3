package dev.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.cli.fakes.FakeAws;
import dev.greenroom.cli.fakes.ServedAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreenroomCommandTest {
    @TempDir
    private Path project;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void work_in_a_project_of_its_own() {
        System.setProperty("greenroom.project", project.toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.clearProperty("greenroom.project");
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "status",
                "deploy",
                "toggle",
                "rollback",
                "traffic",
                "events",
                "logs",
                "pipeline",
                "approve",
                "doctor",
                "down",
                "bench"
            })
    void every_command_explains_itself_and_its_exit_codes(String command) {
        assertThat(GreenroomCommand.execute(command, "--help")).isZero();
        assertThat(text(printed)).contains("Usage: greenroom " + command, "--output", "Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "retry", "stop", "logs"})
    void so_does_all_that_can_be_done_with_the_pipeline(String command) {
        assertThat(GreenroomCommand.execute("pipeline", command, "--help")).isZero();
        assertThat(text(printed)).contains("Usage: greenroom pipeline " + command, "--output", "Exit codes:");
    }

    @Test
    void wrong_usage_has_exit_code_2() {
        assertThat(GreenroomCommand.execute("deploy")).isEqualTo(2);
        assertThat(text(complained)).contains("Missing required parameter", "dev|test");
    }

    @Nested
    class Without_a_local_cloud {
        @ParameterizedTest
        @ValueSource(strings = {"status", "toggle", "rollback", "events", "traffic", "pipeline", "approve"})
        void commands_say_so_and_how_to_start_one(String command) {
            assertThat(GreenroomCommand.execute(command)).isEqualTo(7);
            assertThat(text(complained)).contains("no local cloud running", "./greenroom up");
        }

        @Test
        void errors_are_json_for_scripts_that_want_it() {
            assertThat(GreenroomCommand.execute("status", "--output", "json")).isEqualTo(7);
            assertThat(text(printed)).contains("\"error\"", "\"code\" : \"NOT_THERE\"");
        }

        @Test
        void down_has_nothing_to_end_and_leaves_nothing() {
            assertThat(GreenroomCommand.execute("down", "--progress", "none")).isZero();
            assertThat(text(printed)).contains("There was nothing to end.");
            assertThat(project).isEmptyDirectory();
        }
    }

    @Test
    void two_commands_that_change_things_do_not_run_at_once() {
        try (CommandLock lock = CommandLock.take(new Workspace(project), "up")) {
            assertThat(GreenroomCommand.execute("up")).isEqualTo(8);
        }
        assertThat(text(complained))
                .contains("another command is at work here: greenroom up, process "
                        + ProcessHandle.current().pid());
    }

    @Nested
    class A_release_that_does_not_start {
        private static final String IMAGE = "localhost/greenroom/service@sha256:" + "b".repeat(64);

        private final FakeAws aws = new FakeAws();
        private ServedAws cloud;

        @BeforeEach
        void run_a_cloud_where_it_fails() throws IOException {
            aws.cloudFormation().hasLive("a");
            aws.cloudFormation()
                    .has(
                            "greenroom-registry",
                            Map.of(
                                    "RepositoryUri",
                                    "localhost/greenroom/service",
                                    "RepositoryName",
                                    "greenroom/service"));
            aws.cloudFormation().rollsBack("greenroom-test-service-b", "Circuit Breaker was triggered");
            aws.ecr().has("2.0", IMAGE.split("@")[1]);
            aws.ecs().stopped("greenroom-test-service-b", "t1", IMAGE, "Essential container in task exited", 1);
            aws.logs().log("log-b", "service/service/t1", Instant.EPOCH, "No such database");
            cloud = ServedAws.start(aws);
            var process = ProcessHandle.current();
            Files.writeString(new Workspace(project).folder().resolve("local-cloud.json"), """
                    {"status": "RUNNING", "pid": %d, "startedAtMillis": %d, "port": %d, "detail": ""}
                    """.formatted(
                    process.pid(),
                    process.info().startInstant().map(Instant::toEpochMilli).orElse(0L),
                    cloud.port()));
        }

        @AfterEach
        void end() {
            cloud.close();
        }

        @Test
        void is_rolled_back_with_exit_code_5_and_the_reason() {
            assertThat(deploy("2.0")).isEqualTo(5);
            assertThat(text(complained))
                    .contains(
                            "its tasks did not stay up: Circuit Breaker was triggered",
                            "task t1: Essential container in task exited, exit code 1",
                            "No such database",
                            "Fix it, then deploy again.");
            assertThat(text(printed)).isEmpty();
        }

        @Test
        void is_told_to_scripts_by_the_name_of_the_code() {
            assertThat(deploy("2.0", "--output", "json")).isEqualTo(5);
            assertThat(text(printed)).contains("\"error\"", "\"code\" : \"ROLLED_BACK\"");
        }

        @Test
        void is_not_one_that_was_never_pushed() {
            assertThat(deploy("3.0")).isEqualTo(1);
            assertThat(text(complained)).contains("it was never pushed");
        }

        private static int deploy(String tag, String... options) {
            return GreenroomCommand.execute(
                    Stream.concat(Stream.of("deploy", "test", "--image", tag, "--progress", "none"), Stream.of(options))
                            .toArray(String[]::new));
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
