package dev.greenroom.localcloud.aws;

/** A role may not do what was tried: AWS's own sentence with role, action and resource. */
public final class NotAuthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAuthorizedException(String message) {
        super(message);
    }
}
