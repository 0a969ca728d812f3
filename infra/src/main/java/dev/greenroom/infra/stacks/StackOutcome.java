package dev.greenroom.infra.stacks;

/** How an action on a stack ended. */
public enum StackOutcome {
    CHANGED,
    UNCHANGED,
    FAILED
}
