package dev.greenroom.localcloud.runtime.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that {@link ChildProcesses} started. */
public final class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private final String name;
    /** Signalled by its handle only: {@link Process#destroy()} also throws away its last output. */
    private final Process process;

    private final Guardian guardian;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    ChildProcess(String name, Process process, Guardian guardian) {
        this.name = name;
        this.process = process;
        this.guardian = guardian;
    }

    void run(Consumer<String> log, int longestLine) throws IOException {
        process.onExit().thenAccept(this::ended);
        Thread reader = new Thread(() -> read(log, longestLine), "log-" + name);
        reader.setDaemon(true);
        reader.start();
        try (OutputStream standardInput = process.getOutputStream()) {
            guardian.watch(process.pid());
            standardInput.write('\n');
        } catch (IOException e) {
            kill();
            throw e;
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Completes with the exit code, 128 plus the signal's number when a signal ended it, after its last line was
     * logged.
     */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    /** Sends SIGTERM, and SIGKILL to all that it started when it still runs after {@code timeout}. Returns at once. */
    public void stop(Duration timeout) {
        process.toHandle().destroy();
        CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (process.isAlive()) {
                        kill();
                    }
                });
    }

    /** Sends SIGKILL to it and all that it started. */
    public void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** A descendant that left the group can keep the output open: its lines are not waited for. */
    private void ended(Process ended) {
        guardian.forget(ended.pid());
        exit.completeOnTimeout(ended.exitValue(), 2, TimeUnit.SECONDS);
    }

    private void read(Consumer<String> log, int longestLine) {
        try (LineReader lines = new LineReader(process.getInputStream(), longestLine)) {
            lines.forEach(line -> accept(log, line));
        } catch (IOException e) {
            LOG.debug("Output of {} ended", name, e);
        }
        try {
            exit.complete(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Consumer<String> log, String line) {
        try {
            log.accept(line);
        } catch (RuntimeException e) {
            LOG.warn("Tried to log a line of {} but failed", name, e);
        }
    }
}
