package dev.greenroom.localcloud.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A shell to open in a build's place.
 *
 * @param environment all of it: nothing is inherited
 * @param directory where its first command runs, in the folder of the build
 * @param log receives each line that commands print, in order, on a thread of the runtime; a line longer than 256 KiB
 *     comes in pieces. While it blocks, whatever prints waits
 */
public record ShellSpec(Kind kind, Map<String, String> environment, Path directory, Consumer<String> log) {
    /** Which shell. */
    public enum Kind {
        BASH,
        SH
    }

    public ShellSpec {
        requireNonNull(kind, "kind is null");
        environment = Map.copyOf(environment);
        requireNonNull(directory, "directory is null");
        requireNonNull(log, "log is null");
    }
}
