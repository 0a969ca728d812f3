package dev.greenroom.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that goes on while a command does other things. Closing it interrupts it. */
final class InBackground<T> implements AutoCloseable {
    private final FutureTask<T> task;

    private InBackground(FutureTask<T> task) {
        this.task = task;
    }

    static <T> InBackground<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(task, name).start();
        return new InBackground<>(task);
    }

    /** Its result; its unchecked exceptions as they are. */
    T await() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
