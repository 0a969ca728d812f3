package dev.greenroom.localcloud.codebuild.buildspec;

/** A buildspec that can't be used. */
public final class BuildspecException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param line counted from 1 */
    public BuildspecException(String message, int line) {
        super("%s at line %d".formatted(message, line));
    }

    public BuildspecException(String message) {
        super(message);
    }
}
