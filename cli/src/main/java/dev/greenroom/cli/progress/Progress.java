package dev.greenroom.cli.progress;

import java.time.Duration;
import java.util.List;

/** Tells what a command is doing. Steps may run at the same time and nest; safe for use by many threads. */
public interface Progress extends AutoCloseable {
    /** Begins a step, for example {@code "Stack greenroom-dev-database"}. */
    Step begin(String name);

    /** What ended so far, in order of beginning. */
    List<Timing> timings();

    /** Ends the display; what was shown last stays on the screen. */
    @Override
    void close();

    /** Something that takes a while. Every step is ended once, by {@link #done} or {@link #failed}. */
    interface Step {
        Step begin(String name);

        /** What it does or waits for now, in a few words. */
        void now(String state);

        void done();

        void failed(String reason);
    }

    /** @param depth 0 for a step of the command itself */
    record Timing(String name, int depth, Duration duration, boolean hasFailed) {}
}
