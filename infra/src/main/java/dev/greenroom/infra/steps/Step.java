package dev.greenroom.infra.steps;

/** What a build of the delivery can be told to do. */
enum Step {
    PUSH_IMAGE,
    CONFIGURATIONS,
    RESOLVE_SLOT,
    SMOKE_TEST,
    VERIFY,
    REJECT_STALE_APPROVAL,
    STOP_IDLE_GREEN;
}
