package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A target in its pool: in rotation or draining, with what is in flight there and the connections to it. */
final class PoolMember {
    private final Target target;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<TargetConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Void>> idleWaiters = new ArrayList<>();
    private volatile boolean draining;

    PoolMember(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    int inFlight() {
        return inFlight.get();
    }

    boolean isDraining() {
        return draining;
    }

    /**
     * Takes part in rotation, or no longer. Either this sees a request that {@link #enter} let in, or that request sees
     * the member draining: none starts unnoticed.
     */
    void drain(boolean newDraining) {
        draining = newDraining;
        if (newDraining) {
            connections.forEach(TargetConnection::closeIfIdle);
        }
    }

    /** Whether a request may start here; if so it is in flight until {@link #leave}. */
    boolean enter() {
        inFlight.incrementAndGet();
        if (draining) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (inFlight.decrementAndGet() == 0 && draining) {
            completeIdleWaiters();
        }
    }

    CompletableFuture<Void> whenIdle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        synchronized (idleWaiters) {
            idleWaiters.add(idle);
        }
        if (inFlight.get() == 0) {
            completeIdleWaiters();
        }
        return idle;
    }

    void add(TargetConnection connection) {
        connections.add(connection);
    }

    void remove(TargetConnection connection) {
        connections.remove(connection);
    }

    /** Gives up all that is in flight here. */
    void cut() {
        connections.forEach(TargetConnection::cut);
    }

    private void completeIdleWaiters() {
        List<CompletableFuture<Void>> waiters;
        synchronized (idleWaiters) {
            waiters = List.copyOf(idleWaiters);
            idleWaiters.clear();
        }
        waiters.forEach(waiter -> waiter.complete(null));
    }
}
