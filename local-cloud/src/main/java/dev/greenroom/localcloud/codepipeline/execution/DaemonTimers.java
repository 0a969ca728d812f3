package dev.greenroom.localcloud.codepipeline.execution;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers on a thread of their own, which ends with them. What is cancelled is forgotten at once. */
public final class DaemonTimers implements Timers, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    public DaemonTimers(String name) {
        thread = new ScheduledThreadPoolExecutor(1, run -> {
            Thread daemon = new Thread(run, name);
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Future<?> after(Duration delay, Runnable what) {
        return thread.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
