package dev.greenroom.localcloud.ecs.service;

import java.time.Duration;
import java.time.Instant;

/** Makes a service wait longer and longer before the next start while its tasks keep failing. */
final class StartThrottle {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int IMPAIRED_FROM = 4;
    private static final int MAX_DOUBLINGS = 20;

    private int failures;
    private Instant notBefore = Instant.MIN;

    void failed(Instant now) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        notBefore = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        failures++;
    }

    void reset() {
        failures = 0;
        notBefore = Instant.MIN;
    }

    Instant notBefore() {
        return notBefore;
    }

    /** Whether the latest failure is the one after which AWS says that the service can't start tasks consistently. */
    boolean isNewlyImpaired() {
        return failures == IMPAIRED_FROM;
    }
}
