package dev.greenroom.localcloud.ecs.service;

/** What became of a deployment. */
enum RolloutOutcome {
    OPEN,
    SUCCEEDED,
    /** A newer one took its place before it was complete, or its service went. */
    SUPERSEDED,
    /** The circuit breaker ended it. */
    FAILED,
    ROLLING_BACK,
    ROLLED_BACK,
    /** What it was rolled back to failed too. */
    ROLLBACK_FAILED
}
