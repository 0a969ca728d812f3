package dev.greenroom.infra.permissions;

/** A call that the shipped policies do not allow: a mistake of this project, and not of who runs it. */
public final class CallNotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallNotAllowedException(String message) {
        super(message);
    }
}
