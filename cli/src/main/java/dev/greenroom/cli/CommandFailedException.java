package dev.greenroom.cli;

import static java.util.Objects.requireNonNull;

/** A command can't do what it was asked for: what was tried and what is wrong as message, what to do as hint. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String hint;

    public CommandFailedException(ExitCode exitCode, String message, String hint) {
        super(message);
        this.exitCode = requireNonNull(exitCode, "exitCode is null");
        this.hint = requireNonNull(hint, "hint is null");
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String hint() {
        return hint;
    }
}
