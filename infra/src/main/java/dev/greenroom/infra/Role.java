package dev.greenroom.infra;

/** What a slot is for at the moment. */
public enum Role {
    /** Serves end users. */
    BLUE,
    /** Holds the candidate before a toggle, and what a rollback returns to after it. */
    GREEN
}
