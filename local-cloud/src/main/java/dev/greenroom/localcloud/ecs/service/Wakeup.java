package dev.greenroom.localcloud.ecs.service;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one thread wait until something changed or a time has passed. Calls between two waits count as one. */
final class Wakeup {
    private final Semaphore changes = new Semaphore(0);

    void signal() {
        changes.release();
    }

    void await(Duration longest) throws InterruptedException {
        changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        changes.drainPermits();
    }
}
