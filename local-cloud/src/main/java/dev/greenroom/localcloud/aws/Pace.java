package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where the local cloud is faster than AWS on purpose. AWS's order of events and its outcomes stay; only waiting in
 * which nothing happens is left out.
 *
 * @param firstHealthCheckInterval how often a target is checked that was never healthy yet (AWS: the group's interval)
 * @param endDrainingWhenIdle whether draining ends with the last request in flight (AWS: only with the delay)
 */
public record Pace(Duration firstHealthCheckInterval, boolean endDrainingWhenIdle) {
    public Pace {
        requireNonNull(firstHealthCheckInterval, "firstHealthCheckInterval is null");
    }

    /** What a rehearsal needs. */
    public static Pace rehearsal() {
        return new Pace(Duration.ofMillis(100), true);
    }
}
