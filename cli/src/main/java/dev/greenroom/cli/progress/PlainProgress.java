package dev.greenroom.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One line a change, as a log: {@code 12:04:10 Stack greenroom-dev-database: creating Instance}. A heartbeat tells that
 * a silent command is alive.
 */
final class PlainProgress implements Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final PrintStream out;
    private final Clock clock;
    private final Steps steps;
    private final ScheduledExecutorService heart;
    private volatile long lastLineMillis;

    PlainProgress(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.steps = new Steps(clock);
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleAtFixedRate(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds() / 3, TimeUnit.SECONDS);
    }

    @Override
    public Step begin(String name) {
        return new PlainStep(steps.begin(Optional.empty(), name));
    }

    @Override
    public List<Timing> timings() {
        return steps.timings();
    }

    @Override
    public void close() {
        heart.shutdownNow();
    }

    private void beat() {
        if (clock.millis() - lastLineMillis < HEARTBEAT.toMillis()) {
            return;
        }
        steps.inOrder().stream()
                .filter(step -> step.status() == Steps.Status.RUNNING)
                .reduce((first, second) -> second)
                .ifPresent(step -> line(step, "still " + (step.state().isEmpty() ? "at work" : step.state())));
    }

    private synchronized void line(Steps.Step step, String text) {
        lastLineMillis = clock.millis();
        out.println(
                "%s %s: %s".formatted(TIME.format(clock.instant().atZone(ZoneId.systemDefault())), step.path(), text));
    }

    private final class PlainStep implements Step {
        private final Steps.Step step;

        private PlainStep(Steps.Step step) {
            this.step = step;
        }

        @Override
        public Step begin(String name) {
            return new PlainStep(steps.begin(Optional.of(step), name));
        }

        @Override
        public void now(String state) {
            boolean isNew;
            synchronized (steps) {
                isNew = step.change(state);
            }
            if (isNew) {
                line(step, state);
            }
        }

        @Override
        public void done() {
            end(Steps.Status.DONE, "");
            line(step, "done in " + Durations.text(step.elapsed()));
        }

        @Override
        public void failed(String reason) {
            end(Steps.Status.FAILED, reason);
            line(step, "FAILED after %s: %s".formatted(Durations.text(step.elapsed()), reason));
        }

        private void end(Steps.Status outcome, String reason) {
            synchronized (steps) {
                step.end(outcome, reason);
            }
        }
    }
}
