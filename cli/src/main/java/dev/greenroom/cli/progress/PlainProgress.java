package dev.greenroom.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
        this.steps = new Steps(clock, this::tell);
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleAtFixedRate(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds() / 3, TimeUnit.SECONDS);
    }

    @Override
    public Step begin(String name) {
        return steps.begin(name);
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

    private void tell(Steps.Step step) {
        String took = Durations.text(step.elapsed());
        line(
                step,
                switch (step.status()) {
                    case RUNNING -> step.state();
                    case DONE -> "done in " + took;
                    case FAILED -> "FAILED after %s: %s".formatted(took, step.state());
                });
    }

    private synchronized void line(Steps.Step step, String text) {
        lastLineMillis = clock.millis();
        out.println(
                "%s %s: %s".formatted(TIME.format(clock.instant().atZone(ZoneId.systemDefault())), step.path(), text));
    }
}
