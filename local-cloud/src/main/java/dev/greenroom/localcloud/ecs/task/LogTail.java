package dev.greenroom.localcloud.ecs.task;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a container printed: why it failed, where nobody can look into it any more. Thread-safe. */
final class LogTail {
    private static final int MAX_LINES = 20;

    /** What the reason of a container may hold. */
    private static final int MAX_LENGTH = 1024;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        lines.addLast(line);
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
    }

    synchronized String text() {
        String all = String.join("\n", lines).strip();
        return all.length() <= MAX_LENGTH ? all : all.substring(all.length() - MAX_LENGTH);
    }
}
