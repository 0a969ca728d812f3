package dev.greenroom.cli.progress;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.List;

/** A part of a terminal that is redrawn in place. The cursor comes back when it is closed, or the program ends. */
public final class Screen implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[2K";
    /** A line that is too long is cut, since a wrapped one would take two and spoil the next drawing. */
    private static final String DO_NOT_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final Thread restoreCursor;
    private int drawnLines;

    public Screen(PrintStream out) {
        this.out = requireNonNull(out, "out is null");
        this.restoreCursor = new Thread(this::showCursor, "progress-restore-cursor");
        Runtime.getRuntime().addShutdownHook(restoreCursor);
        out.print(HIDE_CURSOR);
    }

    /** Shows these lines in place of those before. */
    public synchronized void draw(List<String> lines) {
        StringBuilder screen = new StringBuilder(DO_NOT_WRAP);
        if (drawnLines > 0) {
            screen.append("\u001b[").append(drawnLines).append('A');
        }
        lines.forEach(
                line -> screen.append(TO_LINE_START_AND_CLEAR).append(line).append('\n'));
        for (int surplus = lines.size(); surplus < drawnLines; surplus++) {
            screen.append(TO_LINE_START_AND_CLEAR).append('\n');
        }
        if (lines.size() < drawnLines) {
            screen.append("\u001b[").append(drawnLines - lines.size()).append('A');
        }
        drawnLines = lines.size();
        out.print(screen.append(WRAP));
        out.flush();
    }

    @Override
    public void close() {
        showCursor();
        try {
            Runtime.getRuntime().removeShutdownHook(restoreCursor);
        } catch (IllegalStateException e) {
            return; // the JVM is ending already, the hook runs
        }
    }

    private void showCursor() {
        out.print(SHOW_CURSOR);
        out.flush();
    }
}
