package dev.greenroom.localcloud.runtime.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The only place where the local cloud starts processes. Each leads a group of its own, has no standard input, and is
 * known to the {@link Guardian} before it runs its first instruction, so none can outlive us.
 */
public final class ChildProcesses implements AutoCloseable {
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private static final int LINES_TO_KEEP = 40;
    private static final int KILLED = 128 + 9;

    /** Waits until the guardian knows it; an end of file means that we are gone. */
    private static final List<String> START_WHEN_TOLD =
            List.of("/bin/sh", "-c", "read -r _ && exec \"$@\" < /dev/null", "greenroom-child");

    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> SHELLS_OWN_NAMES =
            Set.of("BASHOPTS", "EUID", "IFS", "LINENO", "OPTIND", "PPID", "PWD", "SHELLOPTS", "SHLVL", "UID", "_");

    private final Guardian guardian;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ChildProcesses(Guardian guardian) {
        this.guardian = requireNonNull(guardian, "guardian is null");
    }

    public ChildProcess start(ChildSpec spec) throws IOException {
        List<String> command = new ArrayList<>(OwnGroup.command(START_WHEN_TOLD));
        command.addAll(settingWhatShellsDrop(spec.environment()));
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(spec.directory().toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(spec.environment());

        ChildProcess child = new ChildProcess(spec.name(), builder.start(), guardian);
        running.add(child);
        child.exit().whenComplete((code, failure) -> running.remove(child));
        child.run(spec.log(), spec.longestLine());
        if (closed) {
            child.kill();
            throw new IOException("Tried to start %s while the local cloud ends".formatted(spec.name()));
        }
        return child;
    }

    /** A shell keeps what it can use as a variable itself: not {@code spring.profiles.active}, for example. */
    private static List<String> settingWhatShellsDrop(Map<String, String> environment) {
        List<String> dropped = environment.entrySet().stream()
                .filter(variable -> !SHELL_NAME.matcher(variable.getKey()).matches()
                        || SHELLS_OWN_NAMES.contains(variable.getKey()))
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        return dropped.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of("/usr/bin/env"), dropped.stream()).toList();
    }

    /** Runs a command to its end; one that takes longer than {@code timeout} is killed. */
    public Outcome run(List<String> command, Map<String, String> environment, Path directory, Duration timeout)
            throws IOException, InterruptedException {
        LastLines lines = new LastLines(LINES_TO_KEEP);
        String name = Path.of(command.get(0)).getFileName().toString();
        ChildProcess child = start(new ChildSpec(name, command, environment, directory, lines));
        try {
            return new Outcome(child.exit().get(timeout.toMillis(), TimeUnit.MILLISECONDS), lines.get());
        } catch (ExecutionException e) {
            throw new IOException("Tried to run %s but failed".formatted(command), e.getCause());
        } catch (TimeoutException e) {
            lines.accept("(killed: it ran longer than %d s)".formatted(timeout.toSeconds()));
            return new Outcome(KILLED, lines.get());
        } finally {
            child.kill();
        }
    }

    /** Ends all that still run and waits for them. */
    @Override
    public void close() {
        closed = true;
        List<ChildProcess> rest = List.copyOf(running);
        rest.forEach(child -> child.stop(PATIENCE_AT_CLOSE));
        CompletableFuture.allOf(rest.stream().map(ChildProcess::exit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_AT_CLOSE.toSeconds() * 2, TimeUnit.SECONDS)
                .join();
    }
}
