package dev.greenroom.localcloud.cloudformation;

/** An operation on a stack can't succeed; the message is the reason as the stack's status gives it, without full stop. */
final class StackFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackFailedException(String reason) {
        super(reason);
    }
}
