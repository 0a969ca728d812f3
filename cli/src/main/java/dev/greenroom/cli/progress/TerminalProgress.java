package dev.greenroom.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A tree of steps, redrawn in place ten times a second. What ended moves up and stays; when there is more than the
 * screen holds, done children are folded into one line.
 */
final class TerminalProgress implements Progress {
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final Duration SLOW = Duration.ofSeconds(20);

    private final Screen screen;
    private final Steps steps;
    private final boolean colour;
    private final int width;
    private final int height;
    private final ScheduledExecutorService painter;
    private int frame;

    TerminalProgress(PrintStream out, Clock clock, boolean colour, int width, int height) {
        this.screen = new Screen(out);
        this.steps = new Steps(clock);
        this.colour = colour;
        this.width = width;
        this.height = height;
        this.painter = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress-painter");
            thread.setDaemon(true);
            return thread;
        });
        painter.scheduleAtFixedRate(this::draw, 0, 100, TimeUnit.MILLISECONDS);
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
        painter.shutdownNow();
        draw();
        screen.close();
    }

    private synchronized void draw() {
        screen.draw(lines());
        frame++;
    }

    private List<String> lines() {
        synchronized (steps) {
            List<Steps.Step> all = steps.inOrder();
            List<Steps.Step> shown = all.size() < height ? all : withoutDoneChildren(all);
            int surplus = Math.max(0, shown.size() - (height - 2));
            var lines = new ArrayList<String>();
            if (surplus > 0) {
                lines.add("  + %d more above".formatted(surplus));
            }
            shown.stream().skip(surplus).map(this::line).forEach(lines::add);
            return lines;
        }
    }

    private static List<Steps.Step> withoutDoneChildren(List<Steps.Step> all) {
        return all.stream()
                .filter(step -> step.depth() == 0 || step.status() != Steps.Status.DONE)
                .toList();
    }

    private String line(Steps.Step step) {
        String indent = "  ".repeat(step.depth());
        String state = step.status() == Steps.Status.RUNNING && step.inState().compareTo(SLOW) > 0
                ? "%s (for %s)".formatted(step.state(), Durations.text(step.inState()))
                : step.state();
        String text = "%s%s %s  %s%s"
                .formatted(
                        indent,
                        mark(step.status()),
                        step.name(),
                        Durations.text(step.elapsed()),
                        state.isEmpty() ? "" : "  " + state.lines().findFirst().orElse(""));
        String cut = text.length() > width ? text.substring(0, width - 1) + "…" : text;
        return paint(step.status(), cut);
    }

    private String mark(Steps.Status status) {
        return switch (status) {
            case RUNNING -> SPINNER[frame % SPINNER.length];
            case DONE -> "✔";
            case FAILED -> "✘";
        };
    }

    private String paint(Steps.Status status, String text) {
        if (!colour) {
            return text;
        }
        return switch (status) {
            case RUNNING -> text;
            case DONE -> "\u001b[32m" + text + "\u001b[0m";
            case FAILED -> "\u001b[31m" + text + "\u001b[0m";
        };
    }
}
