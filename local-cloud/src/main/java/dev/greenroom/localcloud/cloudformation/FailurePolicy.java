package dev.greenroom.localcloud.cloudformation;

import software.amazon.awssdk.services.cloudformation.model.OnFailure;

/**
 * What becomes of a stack when an operation on it fails.
 *
 * @param retainExceptOnCreate whether resources that the operation has made go even if they are to be retained
 */
record FailurePolicy(OnFailure onFailure, boolean retainExceptOnCreate) {
    boolean disablesRollback() {
        return onFailure == OnFailure.DO_NOTHING;
    }
}
