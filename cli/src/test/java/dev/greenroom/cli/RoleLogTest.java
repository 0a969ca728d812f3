package dev.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.cli.fakes.FakeAws;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.ShowcaseSettings;
import dev.greenroom.infra.Slot;
import dev.greenroom.infra.stacks.StackListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RoleLogTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    private final FakeAws aws = new FakeAws();
    private final Environment test = new Showcase(
                    new ShowcaseSettings("greenroom", "local"), InfraFiles.builtIn(), aws, StackListener.SILENT)
            .environment("test");
    private final TestClock clock = new TestClock();
    private final RoleLog blue = new RoleLog(test, Role.BLUE, aws.logs(), Instant.EPOCH, clock);

    private static final class TestClock extends Clock {
        private Instant now = BEGIN;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void slot_a_is_live() {
        aws.cloudFormation().hasLive("a");
    }

    @Test
    void tells_the_past_and_then_what_is_new_of_all_tasks_and_no_line_twice() {
        logA("task-1", "one");
        logA("task-1", "two");
        logA("task-2", "three");

        assertThat(next()).containsExactly("one", "two", "three");
        assertThat(next()).isEmpty();

        logA("a-new-task", "four");

        assertThat(next()).containsExactly("four");
        assertThat(next()).isEmpty();
    }

    @Test
    void follows_the_role_to_the_other_slot_when_it_is_toggled() {
        logA("task-1", "a before");
        logB("task-9", "b while it was green");
        clock.pass(Duration.ofSeconds(1));
        assertThat(next()).containsExactly("a before");

        clock.pass(Duration.ofSeconds(1));
        logA("task-1", "a's last");
        aws.cloudFormation().hasLive("b");
        logB("task-9", "b's first");

        assertThat(next()).containsExactly("a's last", "b's first");
        assertThat(blue.slot()).contains(Slot.B);

        clock.pass(Duration.ofSeconds(1));
        logA("task-1", "a is green now");
        logB("task-9", "b goes on");

        assertThat(next()).containsExactly("b goes on");
    }

    @Test
    void follows_the_role_back_too() {
        logA("task-1", "one");
        assertThat(next()).containsExactly("one");
        aws.cloudFormation().hasLive("b");
        clock.pass(Duration.ofSeconds(1));
        logB("task-9", "two");
        assertThat(next()).containsExactly("two");
        aws.cloudFormation().hasLive("a");
        clock.pass(Duration.ofSeconds(1));
        logA("task-1", "three");

        assertThat(next()).containsExactly("three");
        assertThat(next()).isEmpty();
    }

    @Test
    void tells_a_line_of_the_former_slot_that_becomes_readable_late() {
        next();
        aws.cloudFormation().hasLive("b");
        clock.pass(Duration.ofSeconds(2));
        next();
        aws.logs().log("log-a", "task-1", BEGIN.plusSeconds(1), "late");
        clock.pass(Duration.ofSeconds(1));

        assertThat(next()).containsExactly("late");
        assertThat(next()).isEmpty();
    }

    @Test
    void tells_no_line_twice_and_loses_none_after_a_long_sleep() {
        logA("task-1", "before");
        assertThat(next()).containsExactly("before");

        clock.pass(Duration.ofMinutes(1));
        assertThat(next()).isEmpty();
        aws.logs().log("log-a", "task-1", clock.instant().plusSeconds(5), "asleep");
        clock.pass(Duration.ofHours(3));

        assertThat(next()).containsExactly("asleep");
        clock.pass(Duration.ofMinutes(1));
        assertThat(next()).isEmpty();
    }

    @Test
    void begins_where_it_is_told_to() {
        aws.logs().log("log-a", "task-1", BEGIN.minusSeconds(400), "old");
        aws.logs().log("log-a", "task-1", BEGIN.minusSeconds(200), "recent");

        var log = new RoleLog(test, Role.BLUE, aws.logs(), BEGIN.minusSeconds(300), clock);

        assertThat(log.next()).extracting(RoleLog.Line::text).containsExactly("recent");
    }

    @Test
    void says_when_nobody_has_the_role() {
        var nothing = new FakeAws();
        var environment = new Showcase(
                        new ShowcaseSettings("greenroom", "local"), InfraFiles.builtIn(), nothing, StackListener.SILENT)
                .environment("test");

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> new RoleLog(environment, Role.BLUE, nothing.logs(), BEGIN, clock).next())
                .withMessage("test has no blue slot, or is not provisioned")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_THERE));
    }

    @Nested
    class The_command {
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

        @Test
        void shows_the_last_lines_of_the_past() throws InterruptedException {
            logA("task-1", "one");
            logA("task-1", "two");

            assertThat(shown("blue", "--lines", "1")).isEqualTo("two\n");
            assertThat(shown("blue", "--since", "5m")).isEqualTo("one\ntwo\n");
            assertThat(shown("blue", "--output", "json", "-n", "1"))
                    .isEqualTo("{\"at\":\"2026-01-01T12:00:00Z\",\"slot\":\"a\",\"text\":\"two\"}\n");
        }

        @Test
        void goes_on_until_it_is_interrupted() throws InterruptedException {
            var ended = new CompletableFuture<Throwable>();
            logA("task-1", "one");
            var out = System.out;
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            var follower = new Thread(
                    () -> {
                        try {
                            command("blue", "--follow").show(test, Role.BLUE, aws, clock);
                        } catch (InterruptedException | RuntimeException e) {
                            ended.complete(e);
                        }
                    },
                    "follower");
            try {
                follower.start();
                await().until(() -> text().contains("one"));
                logA("task-2", "two");
                await().until(() -> text().contains("two"));
                follower.interrupt();
                follower.join(Duration.ofMinutes(1).toMillis());
            } finally {
                System.setOut(out);
            }
            assertThat(ended).isCompletedWithValueMatching(InterruptedException.class::isInstance);
            assertThat(text()).isEqualTo("one\ntwo\n");
        }

        private String shown(String... arguments) throws InterruptedException {
            var out = System.out;
            printed.reset();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                command(arguments).show(test, Role.BLUE, aws, clock);
            } finally {
                System.setOut(out);
            }
            return text();
        }

        private LogsCommand command(String... arguments) {
            var command = new LogsCommand();
            CommandLine line = new CommandLine(command);
            line.setCaseInsensitiveEnumValuesAllowed(true);
            line.parseArgs(arguments);
            return command;
        }

        private String text() {
            return printed.toString(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "5m, PT5M", "2h, PT2H", "1d, PT24H"})
    void knows_how_long_ago_something_was(String text, Duration ago) {
        assertThat(new Ago().convert(text)).isEqualTo(ago);
    }

    @Test
    void says_how_to_write_how_long_ago() {
        assertThatExceptionOfType(CommandLine.TypeConversionException.class)
                .isThrownBy(() -> new Ago().convert("yesterday"))
                .withMessage("'yesterday' is no time; write 30s, 5m, 2h or 1d");
    }

    private List<String> next() {
        return blue.next().stream().map(RoleLog.Line::text).toList();
    }

    private void logA(String task, String text) {
        aws.logs().log("log-a", task, clock.instant(), text);
    }

    private void logB(String task, String text) {
        aws.logs().log("log-b", task, clock.instant(), text);
    }
}
