package dev.greenroom.cli.progress;

import java.time.Clock;
import java.util.List;

/** Shows nothing, but keeps the timings. */
final class SilentProgress implements Progress {
    private final Steps steps;

    SilentProgress(Clock clock) {
        this.steps = new Steps(clock);
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
        // nothing is shown
    }
}
