package dev.greenroom.localcloud.ecs.task;

/** A task can't start; the message is its stopped reason, in AWS's words. */
final class TaskStartException extends Exception {
    private static final long serialVersionUID = 1L;

    TaskStartException(String reason) {
        super(reason);
    }
}
