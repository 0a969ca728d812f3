package dev.greenroom.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** How progress is shown; by its lower-case name on the command line. */
public enum ProgressMode {
    /** {@link #TTY} when standard error is a terminal that can move its cursor, else {@link #PLAIN}. */
    AUTO,
    /** A tree that is redrawn in place. */
    TTY,
    /** One line a change. */
    PLAIN,
    /** Nothing. */
    NONE;

    private static final int USUAL_WIDTH = 120;
    private static final int USUAL_HEIGHT = 30;

    /**
     * @param isTerminal whether {@code out} is one
     * @param environment {@code TERM}, {@code CI}, {@code NO_COLOR}, {@code COLUMNS} and {@code LINES} count
     */
    public Progress open(PrintStream out, boolean isTerminal, Map<String, String> environment) {
        return switch (this) {
            case AUTO ->
                canRedraw(isTerminal, environment)
                        ? TTY.open(out, isTerminal, environment)
                        : PLAIN.open(out, isTerminal, environment);
            case TTY ->
                new TerminalProgress(
                        out,
                        Clock.systemUTC(),
                        !environment.containsKey("NO_COLOR"),
                        number(environment, "COLUMNS", USUAL_WIDTH),
                        height(environment));
            case PLAIN -> new PlainProgress(out, Clock.systemUTC());
            case NONE -> new SilentProgress(Clock.systemUTC());
        };
    }

    /** Whether something is redrawn in place on this terminal, rather than told line by line. */
    public boolean redraws(boolean isTerminal, Map<String, String> environment) {
        return this == TTY || this == AUTO && canRedraw(isTerminal, environment);
    }

    /** Lines of the terminal, as {@code LINES} says. */
    public static int height(Map<String, String> environment) {
        return number(environment, "LINES", USUAL_HEIGHT);
    }

    private static boolean canRedraw(boolean isTerminal, Map<String, String> environment) {
        return isTerminal
                && !environment.containsKey("CI")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : otherwise;
    }
}
