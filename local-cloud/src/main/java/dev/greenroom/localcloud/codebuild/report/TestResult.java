package dev.greenroom.localcloud.codebuild.report;

import java.time.Duration;

/**
 * How one test went.
 *
 * @param prefix the class or the feature it is in
 * @param message why it failed; empty when it did not
 */
record TestResult(String prefix, String name, Status status, String message, Duration duration) {
    enum Status {
        SUCCEEDED,
        FAILED,
        ERROR,
        SKIPPED
    }
}
