package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The resources that fake resource types have made, what was done to them, and what is to go wrong. */
final class FakeWorld {
    private final Map<String, Map<String, Object>> existing = new ConcurrentSkipListMap<>();
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> timesToFail = new ConcurrentHashMap<>();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger serial = new AtomicInteger();

    /** The real state of everything: properties by physical ID. */
    Map<String, Map<String, Object>> existing() {
        return Map.copyOf(existing);
    }

    /** Such as {@code create Topic}, in the order in which they began. */
    List<String> actions() {
        return actions;
    }

    void forget() {
        actions.clear();
    }

    /** @param action such as {@code update Topic} */
    void fail(String action, String message) {
        failures.put(action, new ResourceFailedException("GeneralServiceException", message));
    }

    void fail(String action, RuntimeException failure) {
        failures.put(action, failure);
    }

    void fail(String action, int times) {
        fail(action, "not now");
        timesToFail.put(action, new AtomicInteger(times));
    }

    void heal() {
        failures.clear();
        timesToFail.clear();
    }

    /** Its creation fails before it has a physical ID. */
    void failBeforeInitiated(String logicalId, String message) {
        silent.add(logicalId);
        fail("create " + logicalId, message);
    }

    /** The action stays in the middle until the gate is opened, or it is interrupted. */
    Gate hold(String action) {
        var gate = new Gate();
        gates.put(action, gate);
        return gate;
    }

    String create(ResourceRequest request) throws InterruptedException {
        String physicalId = request.logicalId() + "-" + serial.incrementAndGet();
        if (!silent.contains(request.logicalId())) {
            existing.put(physicalId, request.properties().tree());
            request.initiated(physicalId);
        }
        act("create " + request.logicalId());
        existing.put(physicalId, request.properties().tree());
        return physicalId;
    }

    void update(ResourceRequest request, String physicalId) throws InterruptedException {
        act("update " + request.logicalId());
        existing.put(physicalId, request.properties().tree());
    }

    void delete(ResourceRequest request, String physicalId) throws InterruptedException {
        act("delete " + request.logicalId());
        existing.remove(physicalId);
    }

    private void act(String action) throws InterruptedException {
        actions.add(action);
        Gate gate = gates.get(action);
        if (gate != null) {
            pass(gate, action);
        }
        failIfToldTo(action);
    }

    /** Who is to fail fails when it is interrupted, as clients do that take an interrupt for a broken connection. */
    private void pass(Gate gate, String action) throws InterruptedException {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            failIfToldTo(action);
            throw e;
        }
    }

    private void failIfToldTo(String action) {
        RuntimeException failure = failures.get(action);
        AtomicInteger left = timesToFail.get(action);
        if (failure != null && (left == null || left.getAndDecrement() > 0)) {
            throw failure;
        }
    }

    static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        private void pass() throws InterruptedException {
            reached.countDown();
            opened.await();
        }

        void awaitReached() throws InterruptedException {
            reached.await();
        }

        void open() {
            opened.countDown();
        }
    }
}
