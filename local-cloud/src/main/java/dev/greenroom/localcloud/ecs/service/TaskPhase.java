package dev.greenroom.localcloud.ecs.service;

/** What a service's task is to its scheduler. */
enum TaskPhase {
    /** Not running yet. */
    STARTING,
    /** Runs, and is given time until it is known to be healthy. */
    SETTLING,
    HEALTHY,
    UNHEALTHY,
    /** On its way out, whoever wanted that. */
    STOPPING;

    boolean isAlive() {
        return this != STOPPING;
    }

    /** Counts towards the desired count. */
    boolean isUsable() {
        return isAlive() && this != UNHEALTHY;
    }
}
