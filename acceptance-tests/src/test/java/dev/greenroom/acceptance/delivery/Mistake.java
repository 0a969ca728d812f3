package dev.greenroom.acceptance.delivery;

/** What may be wrong with a commit, by when it is found. */
public enum Mistake {
    NONE,
    /** It can't be built. */
    BUILD,
    /** Its template needs more than the role may in which it is deployed. */
    PERMISSION,
    /** It breaks a promise of the features. */
    INTEGRATION_TEST,
    /** The release that is deployed is not of the commit that it should be of. */
    SMOKE_TEST
}
