package dev.greenroom.cli.progress;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Shows nothing, but keeps the timings. */
final class SilentProgress implements Progress {
    private final Steps steps;

    SilentProgress(Clock clock) {
        this.steps = new Steps(clock);
    }

    @Override
    public Step begin(String name) {
        return new SilentStep(steps.begin(Optional.empty(), name));
    }

    @Override
    public List<Timing> timings() {
        return steps.timings();
    }

    @Override
    public void close() {
        // nothing is shown
    }

    private final class SilentStep implements Step {
        private final Steps.Step step;

        private SilentStep(Steps.Step step) {
            this.step = step;
        }

        @Override
        public Step begin(String name) {
            return new SilentStep(steps.begin(Optional.of(step), name));
        }

        @Override
        public void now(String state) {
            // nothing is shown
        }

        @Override
        public void done() {
            synchronized (steps) {
                step.end(Steps.Status.DONE, "");
            }
        }

        @Override
        public void failed(String reason) {
            synchronized (steps) {
                step.end(Steps.Status.FAILED, reason);
            }
        }
    }
}
