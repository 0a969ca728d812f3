package dev.greenroom.cli;

import java.util.ArrayList;
import java.util.List;

/** The same for several things at once. */
final class Parallel {
    private Parallel() {}

    /** What is done for each; may be interrupted. */
    interface Work<T> {
        Object on(T subject) throws InterruptedException;
    }

    /** Waits for all, then throws what the first of them threw. */
    static <T> void run(String name, List<T> subjects, Work<T> work) throws InterruptedException {
        var running = new ArrayList<InBackground<Object>>();
        try {
            for (T subject : subjects) {
                running.add(InBackground.start(name + "-" + running.size(), () -> work.on(subject)));
            }
            for (InBackground<Object> each : running) {
                each.await();
            }
        } finally {
            running.forEach(InBackground::close);
        }
    }
}
