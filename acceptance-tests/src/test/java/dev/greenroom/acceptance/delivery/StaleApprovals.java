package dev.greenroom.acceptance.delivery;

/** What a newer release does about an older one that waits for its decision. */
public enum StaleApprovals {
    WAIT("wait"),
    REJECT("reject");

    private final String value;

    StaleApprovals(String value) {
        this.value = value;
    }

    /** As the showcase's settings are told. */
    String setting() {
        return "shared.StaleApprovals=" + value;
    }
}
