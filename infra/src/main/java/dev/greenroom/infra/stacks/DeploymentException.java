package dev.greenroom.infra.stacks;

import org.jspecify.annotations.Nullable;

/** Something that was asked for could not be done; the message says what, why, and where known what to do about it. */
public class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
