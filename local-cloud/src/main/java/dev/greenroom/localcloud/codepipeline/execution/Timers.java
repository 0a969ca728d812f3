package dev.greenroom.localcloud.codepipeline.execution;

import java.time.Duration;
import java.util.concurrent.Future;

/** Lets something happen later. */
@FunctionalInterface
public interface Timers {
    /** @return cancels it while it has not happened */
    Future<?> after(Duration delay, Runnable what);
}
