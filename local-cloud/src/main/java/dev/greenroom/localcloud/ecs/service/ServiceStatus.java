package dev.greenroom.localcloud.ecs.service;

/** The life of a service. */
enum ServiceStatus {
    ACTIVE,
    /** Deleted, until its last task has stopped. */
    DRAINING,
    INACTIVE
}
