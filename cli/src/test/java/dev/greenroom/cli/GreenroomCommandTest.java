package dev.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
