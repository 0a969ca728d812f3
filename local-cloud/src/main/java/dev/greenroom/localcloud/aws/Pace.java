package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where the local cloud is faster than AWS on purpose. AWS's order of events and its outcomes stay; only waiting in
 * which nothing happens is left out.
 *
 * @param firstHealthCheckInterval how often a target is checked that was never healthy yet (AWS: the group's interval)
 * @param endDrainingWhenIdle whether draining ends with the last request in flight (AWS: only with the delay)
 * @param decisionMinute what counts as a minute while a pipeline waits for somebody's decision (AWS: a minute)
 */
public record Pace(Duration firstHealthCheckInterval, boolean endDrainingWhenIdle, Duration decisionMinute) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public Pace {
        requireNonNull(firstHealthCheckInterval, "firstHealthCheckInterval is null");
        requireNonNull(decisionMinute, "decisionMinute is null");
    }

    /** People get the time to decide that AWS would give them. */
    public Pace(Duration firstHealthCheckInterval, boolean endDrainingWhenIdle) {
        this(firstHealthCheckInterval, endDrainingWhenIdle, MINUTE);
    }

    /** What a rehearsal needs. */
    public static Pace rehearsal() {
        return new Pace(Duration.ofMillis(100), true);
    }

    /** For tests, in which nobody decides. */
    public Pace withDecisionMinute(Duration newDecisionMinute) {
        return new Pace(firstHealthCheckInterval, endDrainingWhenIdle, newDecisionMinute);
    }

    /** How long to wait here where AWS would wait so long for a decision. */
    public Duration waitingForDecision(Duration onAws) {
        return decisionMinute.equals(MINUTE)
                ? onAws
                : Duration.ofNanos(
                        Math.round((double) decisionMinute.toNanos() * onAws.toMillis() / MINUTE.toMillis()));
    }
}
