package dev.greenroom.acceptance.delivery;

/** By which rules releases are delivered. */
public enum DeliveryRules {
    /** A newer release waits until the older one is decided about, for which there is time. */
    PATIENT("shared.StaleApprovals=wait"),

    /** A newer release rejects the older one that nobody decided about. */
    NEWEST_FIRST("shared.StaleApprovals=reject"),

    /** There is as little time for a decision as the templates allow. */
    BRIEF("shared.StaleApprovals=wait;shared.ApprovalMinutes=5");

    private final String settings;

    DeliveryRules(String settings) {
        this.settings = settings;
    }

    /** As the showcase is told. */
    String settings() {
        return settings;
    }
}
