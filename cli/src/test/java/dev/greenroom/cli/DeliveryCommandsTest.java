package dev.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.cli.fakes.FakeAws;
import dev.greenroom.cli.fakes.FakeBuilds;
import dev.greenroom.cli.fakes.FakePipeline;
import dev.greenroom.infra.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class DeliveryCommandsTest {
    private final FakeAws aws = new FakeAws();
    private final FakePipeline codePipeline = aws.codePipeline();
    private final Pipeline pipeline = new Pipeline("greenroom", aws);
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void read_what_is_printed() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(out);
    }

    private static Stream<DeliveryCommand> commands() {
        return Stream.of(
                new PipelineCommand(),
                new ApproveCommand(),
                new RejectCommand(),
                new RetryCommand(),
                new StopCommand(),
                new PipelineLogsCommand());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void without_a_delivery_they_say_how_to_make_one(DeliveryCommand command) {
        codePipeline.isMissing();

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> command.run(pipeline))
                .withMessage("There is no delivery pipeline here.")
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_THERE);
                    assertThat(failure.hint()).isEqualTo("Run ./greenroom up --pipeline");
                });
    }

    @Nested
    class Approve {
        @Test
        void names_the_release_and_waits_until_it_is_live() throws InterruptedException {
            v1_asks();
            codePipeline.afterDecision(() -> {
                codePipeline.action("Release", "Approval", "v1", "Succeeded");
                codePipeline.action("Release", "Verify", "v1", "InProgress");
                codePipeline.action("Release", "Verify", "v1", "Succeeded");
                codePipeline.action("Release", "Toggle", "v1", "Succeeded");
                codePipeline.afterLook(() -> codePipeline.execution("v1", "Succeeded", "1111111111"));
            });

            assertThat(run(new ApproveCommand(), "--remark", "It looks good")).isEqualTo(ExitCode.DONE);

            assertThat(codePipeline.calls()).containsExactly("approved: It looks good");
            assertThat(text())
                    .contains("Approves 1111111 Change v1. image 1@sha256:1, in slot b")
                    .containsPattern("1111111 Change v1 is live, [\\d.]+ s after the approval\\.");
        }

        @Test
        void returns_at_once_when_asked_to() throws InterruptedException {
            v1_asks();

            assertThat(run(new ApproveCommand(), "--no-wait")).isEqualTo(ExitCode.DONE);

            assertThat(text()).contains("Approved. ./greenroom pipeline shows what becomes of it.");
        }

        @Test
        void says_what_kept_the_release_from_going_live() {
            v1_asks();
            codePipeline.afterDecision(() -> {
                codePipeline.action("Release", "Approval", "v1", "Succeeded");
                codePipeline.action("Release", "Verify", "v1", "Failed", "slot b runs another image", "verify:1");
                codePipeline.execution("v1", "Failed", "1111111111");
            });

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new ApproveCommand()))
                    .withMessage("It was approved, but Verify failed: slot b runs another image."
                            + " End users still get what they got.")
                    .satisfies(failure ->
                            assertThat(failure.hint()).contains("./greenroom pipeline logs Verify", "pipeline retry"));
        }

        @Test
        void says_what_the_pipeline_does_when_nothing_waits() {
            codePipeline.execution("v1", "InProgress", "1111111111");
            codePipeline.holds("Build", "v1", "InProgress");
            codePipeline.action("Build", "Build", "v1", "InProgress");

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new ApproveCommand()))
                    .withMessage("Nothing waits for an approval. At the moment: 1111111 Change v1 is in Build.")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_THERE));
        }

        @Test
        void says_that_somebody_else_was_faster() {
            v1_asks();
            codePipeline.afterLook(() -> codePipeline.asks("another"));

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new ApproveCommand()))
                    .withMessageContaining("it no longer waits for a decision")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED));
            assertThat(codePipeline.calls()).isEmpty();
        }
    }

    @Nested
    class Reject {
        @Test
        void keeps_the_reason() throws InterruptedException {
            v1_asks();

            assertThat(run(new RejectCommand(), "--reason", "Too slow")).isEqualTo(ExitCode.DONE);

            assertThat(codePipeline.calls()).containsExactly("rejected: Too slow");
            assertThat(text()).contains("Rejected 1111111 Change v1.");
        }

        @Test
        void needs_a_reason() {
            assertThatExceptionOfType(CommandLine.MissingParameterException.class)
                    .isThrownBy(() -> run(new RejectCommand()))
                    .withMessageContaining("--reason");
        }
    }

    @Nested
    class Retry {
        @Test
        void runs_the_stage_again_that_failed() throws InterruptedException {
            build_failed();

            assertThat(run(new RetryCommand())).isEqualTo(ExitCode.DONE);

            assertThat(codePipeline.calls()).containsExactly("retry Build");
            assertThat(text()).contains("Build of 1111111 Change v1 runs again.");
        }

        @Test
        void has_nothing_to_do_before_the_first_push() {
            codePipeline.execution("born", "Failed", "", "CreatePipeline");
            codePipeline.holds("Source", "born", "Failed");

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new RetryCommand()))
                    .withMessage("Nothing failed that could be retried. At the moment: it waits for the first push.");
        }
    }

    @Nested
    class Stop {
        @ParameterizedTest
        @CsvSource({"2222, stop v2", "v1, stop v1"})
        void ends_the_one_that_is_named(String which, String call) throws InterruptedException {
            two_are_on_their_way();

            run(new StopCommand(), which);

            assertThat(codePipeline.calls()).containsExactly(call);
        }

        @Test
        void abandons_the_only_one() throws InterruptedException {
            codePipeline.execution("v1", "InProgress", "1111111111");

            run(new StopCommand(), "--abandon");

            assertThat(codePipeline.calls()).containsExactly("abandon v1");
        }

        @Test
        void does_not_guess_which_one() {
            two_are_on_their_way();

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new StopCommand()))
                    .withMessage("Several are on their way: [2222222 Change v2, 1111111 Change v1]")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
        }

        private void two_are_on_their_way() {
            codePipeline.execution("v1", "InProgress", "1111111111");
            codePipeline.execution("v2", "InProgress", "2222222222");
        }
    }

    @Nested
    class Logs {
        @Test
        void are_what_the_build_printed() throws InterruptedException {
            build_failed();
            aws.codeBuild().has("build:1", true);
            aws.logs().log(FakeBuilds.LOG_GROUP, "build:1", Instant.EPOCH, "1 test failed");

            assertThat(run(new PipelineLogsCommand(), "build")).isEqualTo(ExitCode.DONE);

            assertThat(text()).isEqualTo("1 test failed\n");
        }

        @Test
        void are_followed_until_the_build_has_ended() throws InterruptedException {
            codePipeline.execution("v1", "InProgress", "1111111111");
            codePipeline.holds("Build", "v1", "InProgress");
            codePipeline.afterLook(() -> {
                codePipeline.action("Build", "Build", "v1", "InProgress", "", "build:1");
                aws.codeBuild().has("build:1", true);
            });
            aws.logs().log(FakeBuilds.LOG_GROUP, "build:1", Instant.EPOCH, "compiling");

            assertThat(run(new PipelineLogsCommand(), "Build", "--follow", "--output", "json"))
                    .isEqualTo(ExitCode.DONE);

            assertThat(text()).contains("\"text\":\"compiling\"", "\"at\":\"1970-01-01T00:00:00Z\"");
        }

        @Test
        void of_an_action_that_is_unknown_are_an_error_that_lists_them() {
            build_failed();

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new PipelineLogsCommand(), "Bild"))
                    .withMessage("There is no action 'Bild' in pipeline greenroom;"
                            + " there are [Source, Build, Approval, Verify, Toggle]")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
        }

        @Test
        void do_not_exist_where_nothing_is_built() {
            v1_asks();

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new PipelineLogsCommand(), "Approval"))
                    .withMessage("Approval has no log: it is no build, Manual carries it out.")
                    .satisfies(failure -> assertThat(failure.hint()).isEqualTo("These have logs: [Build, Verify]"));
        }

        @Test
        void do_not_exist_before_the_build_begins() {
            v1_asks();

            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new PipelineLogsCommand(), "Verify"))
                    .withMessage("Verify has no log: its build has not begun.");
        }
    }

    @Nested
    class View {
        @Test
        void is_printed_once() throws InterruptedException {
            build_failed();

            assertThat(run(new PipelineCommand(), "--once")).isEqualTo(ExitCode.DONE);

            assertThat(text()).contains("Pipeline greenroom: 1111111 Change v1 failed in Build");
        }

        @Test
        void without_a_terminal_tells_each_change_and_ends_when_the_newest_waits_for_approval()
                throws InterruptedException {
            codePipeline.execution("v1", "InProgress", "1111111111");
            codePipeline.afterLook(() -> {
                codePipeline.holds("Release", "v1", "InProgress");
                codePipeline.action("Release", "Approval", "v1", "InProgress");
                codePipeline.asks("token");
            });

            assertThat(run(new PipelineCommand(), "--progress", "plain")).isEqualTo(ExitCode.DONE);

            assertThat(text())
                    .contains("1111111 Change v1: Approval waits for a decision: ./greenroom approve")
                    .doesNotContain("\u001b");
        }

        @Test
        void fails_with_the_execution_that_is_waited_for() throws InterruptedException {
            build_failed();

            assertThat(run(new PipelineCommand(), "--wait", "--progress", "plain"))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(run(new PipelineCommand(), "--wait", "--output", "json")).isEqualTo(ExitCode.FAILED);
        }

        @Test
        void is_redrawn_on_a_terminal_and_the_cursor_comes_back() throws InterruptedException {
            v1_asks();

            assertThat(run(new PipelineCommand(), "--wait", "--progress", "tty"))
                    .isEqualTo(ExitCode.DONE);

            assertThat(text()).contains("\u001b[2KPipeline greenroom: 1111111 Change v1 waits for approval");
            assertThat(text()).endsWith("\u001b[?25h");
        }

        @Test
        void is_json_for_scripts() throws InterruptedException {
            build_failed();

            assertThat(run(new PipelineCommand(), "--output", "json")).isEqualTo(ExitCode.DONE);

            assertThat(text()).contains("\"state\" : \"FAILED\"", "\"commit\" : \"1111111111\"");
        }

        @Test
        void needs_something_to_wait_for() {
            assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> run(new PipelineCommand(), "--commit", "1111111"))
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
        }
    }

    private void v1_asks() {
        codePipeline.execution("v1", "InProgress", "1111111111");
        codePipeline.holds("Release", "v1", "InProgress");
        codePipeline.action("Release", "Approval", "v1", "InProgress");
        codePipeline.asks("token");
    }

    private void build_failed() {
        codePipeline.execution("v1", "Failed", "1111111111");
        codePipeline.holds("Build", "v1", "Failed");
        codePipeline.action("Build", "Build", "v1", "Failed", "1 test failed", "build:1");
    }

    private ExitCode run(DeliveryCommand command, String... arguments) throws InterruptedException {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(arguments);
        return command.run(pipeline);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
