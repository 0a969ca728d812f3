package dev.greenroom.localcloud.runtime.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Remembers the last lines of a log, for error messages. Safe for use by many threads. */
public final class LastLines implements Consumer<String> {
    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    public LastLines(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void accept(String line) {
        if (lines.size() == limit) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    public synchronized List<String> get() {
        return List.copyOf(lines);
    }
}
