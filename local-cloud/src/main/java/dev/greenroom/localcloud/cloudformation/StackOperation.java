package dev.greenroom.localcloud.cloudformation;

/** An operation on a stack that goes on after its request was answered. */
interface StackOperation {
    /** @throws InterruptedException when the cloud closes: everything is left as it is */
    void run() throws InterruptedException;

    /** Asks it to stop what it is making; it then goes on as after a failure. */
    default void cancel() {}
}
