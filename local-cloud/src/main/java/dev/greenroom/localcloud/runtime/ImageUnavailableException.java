package dev.greenroom.localcloud.runtime;

/** An image can't be had: no such repository, tag or digest, another architecture, a broken layer. */
public final class ImageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message as AWS words the reason of a task, for example {@code CannotPullContainerError: ...} */
    public ImageUnavailableException(String message) {
        super(message);
    }

    public ImageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
