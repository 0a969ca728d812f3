package dev.greenroom.localcloud.runtime.process;

import java.util.List;

/** How a command ended, and the last lines that it printed. */
public record Outcome(int exitCode, List<String> lastLines) {
    public Outcome {
        lastLines = List.copyOf(lastLines);
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    public String text() {
        return String.join("\n", lastLines);
    }
}
