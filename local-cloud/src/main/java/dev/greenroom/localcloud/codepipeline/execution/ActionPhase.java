package dev.greenroom.localcloud.codepipeline.execution;

/** How far an action is in an attempt at its stage. */
enum ActionPhase {
    WAITING,
    RUNNING,
    SUCCEEDED,
    /** It did not succeed and is not going to: failed or abandoned. */
    FAILED
}
