package dev.greenroom.localcloud.codepipeline.execution;

/** What follows when a stage fails. */
enum Recovery {
    NONE,
    /** The stage is tried once more. */
    RETRY,
    /** What succeeded in the stage before is brought back. */
    ROLLBACK
}
