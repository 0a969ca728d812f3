package dev.greenroom.infra.pipeline;

/** What becomes of the actions that run when an execution is stopped. */
public enum StopMode {
    /** They are waited for. An approval that nobody decides is waited for until it expires. */
    WAIT,
    /** They are left to themselves: what they began may still happen. */
    ABANDON
}
