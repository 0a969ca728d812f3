package dev.greenroom.localcloud.codepipeline.model;

/** An action can't succeed: the code and message that its error details show. */
public final class ActionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private ActionFailedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** What the action is configured with can't work. */
    public static ActionFailedException configuration(String message) {
        return new ActionFailedException("ConfigurationError", message);
    }

    /** What the action started has failed. */
    public static ActionFailedException job(String message) {
        return new ActionFailedException("JobFailed", message);
    }

    /** The role that the action runs in lacks a permission. */
    public static ActionFailedException permission(String message) {
        return new ActionFailedException("PermissionError", message);
    }

    /** It took too long. */
    public static ActionFailedException timeout(String message) {
        return new ActionFailedException("TimeoutError", message);
    }

    public String code() {
        return code;
    }
}
