package dev.greenroom.infra.stacks;

/** Is told what happens to stacks while somebody waits for them; called by several threads when several change. */
public interface StackListener {
    /** A listener for those who only want the result. */
    StackListener SILENT = new StackListener() {};

    default void started(String stack, StackAction action) {}

    default void happened(StackEvent event) {}

    /**
     * Something other than the change itself is waited for.
     *
     * @param reason as a sentence, for example {@code slot a is idle: waiting until its 1 task is up again}
     */
    default void waits(String stack, String reason) {}

    /** That wait is over, one way or another. */
    default void waited(String stack) {}

    default void finished(String stack, StackAction action, StackOutcome outcome) {}
}
