package dev.greenroom.localcloud.cloudformation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step for each node of a graph: a node after all that it depends on, independent nodes at the same time, each
 * step on a thread of its own. The graph is walked by the thread that calls {@link #run}; {@link #cancel} may be
 * called by any other.
 */
final class GraphRun {
    private static final Logger LOG = LoggerFactory.getLogger(GraphRun.class);
    private static final int PARALLELISM = 32;

    /** What is done with one node. It is interrupted when the run is cancelled, and then reports {@link Outcome#FAILED}. */
    interface Step {
        Outcome run(String node);
    }

    enum Outcome {
        DONE,
        FAILED
    }

    /** What a failed node means for those that do not depend on it. */
    enum OnFailure {
        CANCEL_OTHERS,
        CONTINUE
    }

    /**
     * @param failed in the order in which they failed
     * @param cancelled whether it was cancelled from outside
     */
    record Result(List<String> failed, boolean cancelled, boolean timedOut) {
        boolean succeeded() {
            return failed.isEmpty() && !cancelled && !timedOut;
        }
    }

    private final String name;
    private final OnFailure onFailure;
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final Map<String, Worker> running = new HashMap<>();
    private final List<String> failed = new ArrayList<>();
    private boolean cancelled;
    private boolean timedOut;

    /** @param name of the threads, each followed by its node */
    GraphRun(String name, OnFailure onFailure) {
        this.name = name;
        this.onFailure = onFailure;
    }

    /** Starts nothing more, interrupts what runs. */
    void cancel() {
        reports.add(Report.CANCEL);
    }

    /**
     * Returns when no step runs any more.
     *
     * @param dependencies every node, with those that come before it
     * @param timeout after which it is cancelled; null for none
     * @throws InterruptedException after every step has ended
     */
    Result run(Map<String, Set<String>> dependencies, Step step, @Nullable Duration timeout)
            throws InterruptedException {
        long deadline = timeout == null ? Long.MAX_VALUE : System.nanoTime() + timeout.toNanos();
        var waiting = new LinkedHashMap<String, Set<String>>();
        dependencies.forEach((node, before) -> waiting.put(node, new HashSet<>(before)));
        if (!reports.isEmpty()) {
            take(reports.take(), waiting);
        }
        start(waiting, step);
        while (!running.isEmpty()) {
            try {
                take(next(deadline), waiting);
            } catch (InterruptedException e) {
                interruptAll();
                awaitRunning();
                throw e;
            }
            start(waiting, step);
        }
        return new Result(List.copyOf(failed), cancelled, timedOut);
    }

    private Report next(long deadline) throws InterruptedException {
        if (deadline == Long.MAX_VALUE || timedOut) {
            return reports.take();
        }
        Report report = reports.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        return report == null ? Report.TIMEOUT : report;
    }

    private void take(Report report, Map<String, Set<String>> waiting) {
        cancelled |= report == Report.CANCEL;
        timedOut |= report == Report.TIMEOUT;
        if (report == Report.CANCEL || report == Report.TIMEOUT) {
            interruptAll();
            return;
        }
        running.remove(report.node());
        if (report.outcome() == Outcome.DONE) {
            waiting.values().forEach(before -> before.remove(report.node()));
        } else {
            failed.add(report.node());
            if (onFailure == OnFailure.CANCEL_OTHERS) {
                interruptAll();
            }
        }
    }

    private void start(Map<String, Set<String>> waiting, Step step) {
        if (cancelled || timedOut || (!failed.isEmpty() && onFailure == OnFailure.CANCEL_OTHERS)) {
            return;
        }
        var ready = new LinkedHashSet<String>();
        waiting.forEach((node, before) -> {
            if (before.isEmpty() && running.size() + ready.size() < PARALLELISM) {
                ready.add(node);
            }
        });
        for (String node : ready) {
            waiting.remove(node);
            var worker = new Worker(node, step);
            running.put(node, worker);
            worker.start();
        }
    }

    /**
     * From now on the current step is not interrupted, until {@link #releaseInterrupts}: it makes something that nobody
     * could take back yet, since its ID isn't known.
     */
    static void holdInterrupts() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.hold();
        }
    }

    /** An interrupt that was held back comes now. */
    static void releaseInterrupts() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.release();
        }
    }

    /** Whether the current step was interrupted, also when what it called took the interrupt for a failure of its own. */
    static boolean isCancelled() {
        return Thread.currentThread().isInterrupted()
                || Thread.currentThread() instanceof Worker worker && worker.isCancelled();
    }

    private void interruptAll() {
        running.values().forEach(Worker::interruptWhenFree);
    }

    private void awaitRunning() throws InterruptedException {
        for (Worker worker : running.values()) {
            worker.join();
        }
    }

    private record Report(String node, Outcome outcome) {
        static final Report CANCEL = new Report("cancel", Outcome.FAILED);
        static final Report TIMEOUT = new Report("timeout", Outcome.FAILED);
    }

    private final class Worker extends Thread {
        private final String node;
        private final Step step;
        private boolean isHeld;
        private boolean isWanted;

        Worker(String node, Step step) {
            super(name + " " + node);
            this.node = node;
            this.step = step;
            setDaemon(true);
        }

        synchronized void hold() {
            isHeld = true;
        }

        synchronized void release() {
            isHeld = false;
            if (isWanted) {
                interrupt();
            }
        }

        synchronized boolean isCancelled() {
            return isWanted && !isHeld;
        }

        synchronized void interruptWhenFree() {
            isWanted = true;
            if (!isHeld) {
                interrupt();
            }
        }

        @Override
        public void run() {
            Outcome outcome = Outcome.FAILED;
            try {
                outcome = step.run(node);
            } catch (RuntimeException e) {
                LOG.error("{} ended in an error of its own", getName(), e);
            } finally {
                reports.add(new Report(node, outcome));
            }
        }
    }
}
