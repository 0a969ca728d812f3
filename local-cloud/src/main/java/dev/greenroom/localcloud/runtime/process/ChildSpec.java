package dev.greenroom.localcloud.runtime.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A process to start.
 *
 * @param name names its threads
 * @param environment all of it: nothing is inherited
 * @param log receives each line that it prints to standard output or standard error, on a thread of its own
 * @param longestLine in bytes; a longer one comes in pieces
 */
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Consumer<String> log,
        int longestLine) {
    public ChildSpec {
        requireNonNull(name, "name is null");
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        requireNonNull(directory, "directory is null");
        requireNonNull(log, "log is null");
    }

    /** With lines as long as container engines log them. */
    public ChildSpec(
            String name, List<String> command, Map<String, String> environment, Path directory, Consumer<String> log) {
        this(name, command, environment, directory, log, LineReader.LONGEST_LINE);
    }
}
