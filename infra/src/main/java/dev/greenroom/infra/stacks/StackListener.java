package dev.greenroom.infra.stacks;

/** Is told what happens to stacks while somebody waits for them; called by several threads when several change. */
public interface StackListener {
    /** A listener for those who only want the result. */
    StackListener SILENT = new StackListener() {};

    default void started(String stack, StackAction action) {}

    default void happened(StackEvent event) {}

    default void finished(String stack, StackAction action, StackOutcome outcome) {}
}
