package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.codepipeline.execution.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Timers that go off when a test says so. */
final class ManualTimers implements Timers {
    private final List<Timer> timers = new CopyOnWriteArrayList<>();

    private record Timer(Duration delay, FutureTask<?> task) {}

    @Override
    public Future<?> after(Duration delay, Runnable what) {
        var task = new FutureTask<>(what, null);
        timers.add(new Timer(delay, task));
        return task;
    }

    List<Duration> delays() {
        return timers.stream().map(Timer::delay).toList();
    }

    /** Whether all that there are were called off. */
    boolean cancelled() {
        return timers.stream().allMatch(timer -> timer.task().isCancelled());
    }

    void goOff() {
        timers.forEach(timer -> timer.task().run());
    }
}
