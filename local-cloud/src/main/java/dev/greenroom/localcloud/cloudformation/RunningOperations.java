package dev.greenroom.localcloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations that go on, at most one a stack, each on a thread of its own; those of several stacks run side by side.
 * Its monitor guards the table of them.
 */
final class RunningOperations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningOperations.class);
    private static final long CLOSE_MILLIS = 10_000;

    private final Map<String, Running> byStack = new HashMap<>();
    private boolean closed;

    /** Starts an operation, which waits for an earlier one of the same stack to end. */
    synchronized void start(Stack stack, StackOperation operation) {
        if (closed) {
            throw new IllegalStateException(
                    "Tried to work on stack %s but CloudFormation is closed".formatted(stack.name()));
        }
        var running = new Running(stack, operation, byStack.get(stack.id()));
        byStack.put(stack.id(), running);
        running.start();
    }

    synchronized void cancel(String stackId) {
        Running running = byStack.get(stackId);
        if (running != null) {
            running.operation.cancel();
        }
    }

    /** Waits for the operation on a stack, if one goes on, to end. */
    void await(String stackId) throws InterruptedException {
        Running running;
        synchronized (this) {
            running = byStack.get(stackId);
        }
        if (running != null) {
            running.join();
        }
    }

    private synchronized void ended(Running running) {
        byStack.remove(running.stack.id(), running);
    }

    /** Interrupts all and waits for their threads to end. */
    @Override
    public void close() {
        List<Running> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(byStack.values());
        }
        left.forEach(Thread::interrupt);
        try {
            for (Running running : left) {
                running.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Running extends Thread {
        private final Stack stack;
        private final StackOperation operation;
        private final @Nullable Running previous;

        Running(Stack stack, StackOperation operation, @Nullable Running previous) {
            super("cloudformation " + stack.name());
            this.stack = stack;
            this.operation = operation;
            this.previous = previous;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                awaitPrevious();
                operation.run();
            } catch (InterruptedException e) {
                LOG.debug("Stopped working on stack {}", stack.name());
            } finally {
                ended(this);
            }
        }

        private void awaitPrevious() throws InterruptedException {
            if (previous == null) {
                return;
            }
            try {
                previous.join();
            } catch (InterruptedException e) {
                previous.interrupt();
                previous.join(CLOSE_MILLIS);
                throw e;
            }
        }
    }
}
