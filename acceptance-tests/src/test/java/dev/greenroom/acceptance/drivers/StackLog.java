package dev.greenroom.acceptance.drivers;

import dev.greenroom.infra.stacks.StackAction;
import dev.greenroom.infra.stacks.StackEvent;
import dev.greenroom.infra.stacks.StackListener;
import dev.greenroom.infra.stacks.StackOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes down what happens to the stacks of a project. */
public final class StackLog implements StackListener {
    private final List<StackEvent> events = new ArrayList<>();
    private final Map<String, StackOutcome> outcomes = new LinkedHashMap<>();
    private final List<String> waits = new ArrayList<>();
    private volatile CountDownLatch firstEvent = new CountDownLatch(1);

    /** Forgets what happened so far. */
    public synchronized void clear() {
        events.clear();
        outcomes.clear();
        waits.clear();
        firstEvent = new CountDownLatch(1);
    }

    @Override
    public synchronized void happened(StackEvent event) {
        events.add(event);
        firstEvent.countDown();
    }

    @Override
    public synchronized void waits(String stack, String reason) {
        waits.add(reason);
    }

    /** What was waited for besides the changes themselves. */
    public synchronized List<String> waits() {
        return List.copyOf(waits);
    }

    @Override
    public synchronized void finished(String stack, StackAction action, StackOutcome outcome) {
        outcomes.put(stack, outcome);
    }

    /** How the last action on each stack ended. */
    public synchronized Map<String, StackOutcome> outcomes() {
        return new LinkedHashMap<>(outcomes);
    }

    /** What happened, a line each, in the order in which it was seen. */
    public synchronized List<String> lines() {
        return events.stream().map(StackLog::line).toList();
    }

    void awaitFirstEvent() throws InterruptedException {
        if (!firstEvent.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Tried to see an event of a stack but there was none within a minute");
        }
    }

    private static String line(StackEvent event) {
        return "%tT.%<tL  %s  %s  %s  %s"
                .formatted(
                        event.at().atOffset(java.time.ZoneOffset.UTC),
                        event.stack(),
                        event.logicalId(),
                        event.status(),
                        event.reason())
                .stripTrailing();
    }
}
