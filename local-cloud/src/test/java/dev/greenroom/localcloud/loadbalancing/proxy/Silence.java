package dev.greenroom.localcloud.loadbalancing.proxy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Time in which a client or a target says nothing, because that is how it is. It takes the place of no condition: what can
 * be waited for is waited for.
 */
final class Silence {
    private Silence() {}

    static void of(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Tried to be silent for %s but was interrupted".formatted(duration));
            }
        }
    }
}
