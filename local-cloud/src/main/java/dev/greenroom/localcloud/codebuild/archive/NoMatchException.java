package dev.greenroom.localcloud.codebuild.archive;

/** Nothing is where a buildspec says that files are. */
public final class NoMatchException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoMatchException(String message) {
        super(message);
    }
}
