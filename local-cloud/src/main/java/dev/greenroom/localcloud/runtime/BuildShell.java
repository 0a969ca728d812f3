package dev.greenroom.localcloud.runtime;

import java.io.IOException;

/**
 * A shell that runs one command after the other. What a command exports, defines and where it changes to is there for
 * the next one. For one thread at a time, but for {@link #close()}.
 */
public interface BuildShell extends AutoCloseable {
    /**
     * Runs a command, of one line or many, and returns its exit status when it has ended and all it printed is logged.
     * A command that ends the shell ({@code exit 1}) has that status; the next one finds what was there before it.
     *
     * @throws ShellEndedException when the shell was killed
     */
    int run(String command) throws IOException, InterruptedException;

    /** Runs a command and returns what it printed to its standard output, without logging it. */
    String capture(String command) throws IOException, InterruptedException;

    /** Kills whatever it runs; a command that waits ends with {@link ShellEndedException}. */
    @Override
    void close();
}
