package dev.greenroom.infra.stacks;

/** What a stack's status lets one do. */
public enum StackPhase {
    /** Named by a change set that was never executed. */
    PROPOSED,
    /** Something is being done to it; wait. */
    CHANGING,
    /** Whole; may be updated. */
    READY,
    /** Its creation or deletion failed; may only be deleted. */
    BROKEN,
    /** The rollback of an update failed; may be continued. */
    STUCK,
    /** No more. */
    DELETED;

    static StackPhase of(String status) {
        if (status.equals("REVIEW_IN_PROGRESS")) {
            return PROPOSED;
        }
        if (status.endsWith("_IN_PROGRESS")) {
            return CHANGING;
        }
        return switch (status) {
            case "CREATE_COMPLETE",
                    "UPDATE_COMPLETE",
                    "UPDATE_ROLLBACK_COMPLETE",
                    "UPDATE_FAILED",
                    "IMPORT_COMPLETE",
                    "IMPORT_ROLLBACK_COMPLETE" -> READY;
            case "UPDATE_ROLLBACK_FAILED" -> STUCK;
            case "DELETE_COMPLETE" -> DELETED;
            default -> BROKEN;
        };
    }
}
