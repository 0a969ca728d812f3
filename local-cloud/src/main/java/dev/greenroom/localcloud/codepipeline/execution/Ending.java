package dev.greenroom.localcloud.codepipeline.execution;

/** Whether an execution was told to end before its time. */
enum Ending {
    NONE,
    /** When the actions that run now are through: stopped by somebody, or cancelled by a change of the pipeline. */
    AFTER_ACTIONS,
    /** At once; nobody waits for what its actions do. */
    AT_ONCE
}
