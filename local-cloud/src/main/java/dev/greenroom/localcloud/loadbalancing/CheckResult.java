package dev.greenroom.localcloud.loadbalancing;

/** What came of one health check. */
sealed interface CheckResult {
    /** The target answered. */
    record Answered(int status) implements CheckResult {}

    /** No answer in time. */
    record TimedOut() implements CheckResult {}

    /** No connection, or one that broke before the answer. */
    record Failed() implements CheckResult {}
}
