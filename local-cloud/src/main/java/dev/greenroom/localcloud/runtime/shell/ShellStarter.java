package dev.greenroom.localcloud.runtime.shell;

import dev.greenroom.localcloud.runtime.ShellSpec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Starts the processes of a build's shell, one after the other: each adapter does it in its way. */
public interface ShellStarter {
    /** As much as an event of CloudWatch Logs can hold, in bytes. */
    int LONGEST_LINE = 256 * 1024;

    /**
     * Starts the shell that {@code spec} asks for.
     *
     * @param arguments a script and what it is told; one more names a pipe that it makes, and reads instead of its
     *     standard input
     * @param lines receives each line that it prints to standard output, longer ones in pieces; instead of the
     *     {@linkplain ShellSpec#log() log}
     */
    StartedShell start(ShellSpec spec, List<String> arguments, Consumer<String> lines)
            throws IOException, InterruptedException;

    /** A process of a shell. */
    interface StartedShell {
        boolean isAlive();

        /**
         * Completes with its exit code, 128 plus the signal's number when a signal ended it, after its last line was
         * passed on; exceptionally when that can't be learnt.
         */
        CompletableFuture<Integer> exit();

        /** Sends it a line, which ends with a line break. */
        void tell(String line) throws IOException;

        /** Kills it and all that it started. Returns at once. */
        void kill();
    }
}
