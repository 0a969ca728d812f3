package dev.greenroom.cli.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The tree of steps of one command. Guarded by itself; a display reads it under the same lock. */
final class Steps {
    private final Clock clock;
    private final Consumer<Step> changes;
    private final List<Step> roots = new ArrayList<>();

    Steps(Clock clock) {
        this(clock, step -> {});
    }

    /** @param changes told of each step that ended or does something else now, without the lock */
    Steps(Clock clock, Consumer<Step> changes) {
        this.clock = clock;
        this.changes = changes;
    }

    enum Status {
        RUNNING,
        DONE,
        FAILED
    }

    final class Step implements Progress.Step {
        private final String name;
        private final String path;
        private final int depth;
        private final Instant begun = clock.instant();
        private final List<Step> children = new ArrayList<>();
        private String state = "";
        private Instant stateSince = begun;
        private Status status = Status.RUNNING;
        private Optional<Instant> ended = Optional.empty();

        private Step(Optional<Step> parent, String name) {
            this.name = name;
            this.path = parent.map(step -> step.path + " > " + name).orElse(name);
            this.depth = parent.map(step -> step.depth + 1).orElse(0);
        }

        String name() {
            return name;
        }

        /** Its name behind those of the steps that it is part of. */
        String path() {
            return path;
        }

        int depth() {
            return depth;
        }

        List<Step> children() {
            return children;
        }

        String state() {
            return state;
        }

        Status status() {
            return status;
        }

        Duration elapsed() {
            return Duration.between(begun, ended.orElseGet(clock::instant));
        }

        Duration inState() {
            return Duration.between(stateSince, clock.instant());
        }

        @Override
        public Step begin(String childName) {
            return Steps.this.begin(Optional.of(this), childName);
        }

        @Override
        public void now(String newState) {
            synchronized (Steps.this) {
                if (state.equals(newState)) {
                    return;
                }
                state = newState;
                stateSince = clock.instant();
            }
            changes.accept(this);
        }

        @Override
        public void done() {
            end(Status.DONE, "");
        }

        @Override
        public void failed(String reason) {
            end(Status.FAILED, reason);
        }

        private void end(Status outcome, String reason) {
            synchronized (Steps.this) {
                status = outcome;
                state = reason;
                ended = Optional.of(clock.instant());
            }
            changes.accept(this);
        }
    }

    Step begin(String name) {
        return begin(Optional.empty(), name);
    }

    private synchronized Step begin(Optional<Step> parent, String name) {
        Step step = new Step(parent, name);
        parent.map(Step::children).orElse(roots).add(step);
        return step;
    }

    synchronized List<Step> inOrder() {
        var all = new ArrayList<Step>();
        roots.forEach(root -> collect(root, all));
        return all;
    }

    List<Progress.Timing> timings() {
        return inOrder().stream()
                .filter(step -> step.status() != Status.RUNNING)
                .map(step ->
                        new Progress.Timing(step.name(), step.depth(), step.elapsed(), step.status() == Status.FAILED))
                .toList();
    }

    private static void collect(Step step, List<Step> all) {
        all.add(step);
        step.children().forEach(child -> collect(child, all));
    }
}
