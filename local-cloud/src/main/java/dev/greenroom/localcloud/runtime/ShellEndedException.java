package dev.greenroom.localcloud.runtime;

import java.io.IOException;

/** The shell of a build was killed while it had a command to run. */
public final class ShellEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ShellEndedException(String message) {
        super(message);
    }
}
