package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often to look while waiting: often at first, since a toggle takes a moment, and less often the longer it takes,
 * since a database takes minutes. Never notices an end later than a twentieth of the time waited.
 */
public final class Pacing {
    static final Duration SHORTEST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int SHARE = 20;

    private final Clock clock;
    private final Sleep sleep;

    public Pacing(Clock clock, Sleep sleep) {
        this.clock = requireNonNull(clock, "clock is null");
        this.sleep = requireNonNull(sleep, "sleep is null");
    }

    public static Pacing ofThisMachine() {
        return new Pacing(Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    /** Begins a wait. */
    public Wait start() {
        return new Wait(clock.instant());
    }

    /** Lets time pass. */
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** One wait for one thing. */
    public final class Wait {
        private final Instant start;

        private Wait(Instant start) {
            this.start = start;
        }

        public boolean hasLasted(Duration time) {
            return Duration.between(start, clock.instant()).compareTo(time) >= 0;
        }

        public void untilNextLook() throws InterruptedException {
            var due = Duration.between(start, clock.instant()).dividedBy(SHARE);
            sleep.sleep(due.compareTo(SHORTEST) < 0 ? SHORTEST : due.compareTo(LONGEST) > 0 ? LONGEST : due);
        }
    }
}
