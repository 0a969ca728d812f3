package dev.greenroom.localcloud.ecs.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often the scheduler looks, where it is not told.
 *
 * @param pending while a task may become healthy any moment
 * @param steady while tasks serve
 * @param settleTime how long a task runs before it counts as healthy where nothing checks its health (AWS: 40 s)
 */
public record SchedulerPace(Duration pending, Duration steady, Duration settleTime) {
    public SchedulerPace {
        requireNonNull(pending, "pending is null");
        requireNonNull(steady, "steady is null");
        requireNonNull(settleTime, "settleTime is null");
    }

    /** Quick enough for a rehearsal, and slow enough that a task which dies as it starts is seen to. */
    public static SchedulerPace rehearsal() {
        return new SchedulerPace(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
}
