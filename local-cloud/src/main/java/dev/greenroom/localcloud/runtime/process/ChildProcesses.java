package dev.greenroom.localcloud.runtime.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The only place where the local cloud starts processes. Each leads a group of its own, has no standard input, and is
 * known to the {@link Guardian} before it runs its first instruction, so none can outlive us.
 */
public final class ChildProcesses implements AutoCloseable {
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    /** Waits until the guardian knows it; an end of file means that we are gone. */
    private static final List<String> START_WHEN_TOLD =
            List.of("/bin/sh", "-c", "read -r _ && exec \"$@\" < /dev/null", "greenroom-child");

    private final Guardian guardian;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();

    public ChildProcesses(Guardian guardian) {
        this.guardian = requireNonNull(guardian, "guardian is null");
    }

    public ChildProcess start(ChildSpec spec) throws IOException {
        List<String> command = new ArrayList<>(OwnGroup.command(START_WHEN_TOLD));
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(spec.directory().toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(spec.environment());

        ChildProcess child = new ChildProcess(spec.name(), builder.start(), guardian);
        running.add(child);
        child.exit().whenComplete((code, failure) -> running.remove(child));
        child.run(spec.log());
        return child;
    }

    /** Ends all that still run and waits for them. */
    @Override
    public void close() {
        List<ChildProcess> rest = List.copyOf(running);
        rest.forEach(child -> child.stop(PATIENCE_AT_CLOSE));
        CompletableFuture.allOf(rest.stream().map(ChildProcess::exit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_AT_CLOSE.toSeconds() * 2, TimeUnit.SECONDS)
                .join();
    }
}
