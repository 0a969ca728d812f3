package dev.greenroom.localcloud.cloudformation.template;

/** A value that is known only once a resource has been made or changed. */
public final class UnresolvedValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnresolvedValueException(String reference) {
        super(reference);
    }
}
