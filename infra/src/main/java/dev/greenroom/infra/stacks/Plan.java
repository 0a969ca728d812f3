package dev.greenroom.infra.stacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Steps and what each needs first. All that can run at the same time does. When a step fails, those that need it are
 * left out, the others finish, and the first failure is thrown.
 */
public final class Plan {
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, List<String>> needs = new LinkedHashMap<>();

    /** @param first names of steps, added before, that must have succeeded */
    public Plan add(String name, Step step, String... first) {
        for (var needed : first) {
            if (!steps.containsKey(needed)) {
                throw new IllegalArgumentException("%s needs %s, which is not in the plan".formatted(name, needed));
            }
        }
        if (steps.putIfAbsent(name, step) != null) {
            throw new IllegalArgumentException("%s is in the plan already".formatted(name));
        }
        needs.put(name, List.of(first));
        return this;
    }

    public void run() throws InterruptedException {
        var threads = Executors.newCachedThreadPool(task -> new Thread(task, "plan"));
        try {
            var running = new LinkedHashMap<String, CompletableFuture<Void>>();
            steps.forEach((name, step) -> running.put(name, start(name, step, running, threads)));
            await(running.values().stream().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private CompletableFuture<Void> start(
            String name, Step step, Map<String, CompletableFuture<Void>> running, ExecutorService threads) {
        var first = needs.get(name).stream().map(running::get).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(first).thenRunAsync(() -> run(name, step), threads);
    }

    private static void run(String name, Step step) {
        Thread.currentThread().setName("plan-" + name);
        try {
            step.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        }
    }

    private static void await(List<CompletableFuture<Void>> running) throws InterruptedException {
        var failures = new ArrayList<Throwable>();
        for (var step : running) {
            try {
                step.get();
            } catch (ExecutionException failed) {
                if (!failures.contains(failed.getCause())) {
                    failures.add(failed.getCause());
                }
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            rethrow(first);
        }
    }

    private static void rethrow(Throwable failure) throws InterruptedException {
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** One step of a plan. */
    public interface Step {
        void run() throws InterruptedException;
    }
}
