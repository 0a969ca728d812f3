package dev.greenroom.localcloud.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tiny shell process that outlives us for a moment: when this JVM is gone, however it went ({@code kill -9}
 * included), it ends our child processes and removes our folders. It learns of our end by the end of its standard
 * input. Safe for use by many threads.
 */
public final class Guardian implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final String SCRIPT = script();

    /** Its first output, once signals do not end it any more. */
    private static final char READY = 'r';

    private final Process process;
    private final Writer line;

    private Guardian(Process process) {
        this.process = process;
        this.line = process.outputWriter(UTF_8);
    }

    public static Guardian start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                OwnGroup.command(List.of("/bin/sh", "-c", "eval \"$GUARDIAN_SCRIPT\"", "greenroom-guardian")));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", Executables.ofHost().path(), "GUARDIAN_SCRIPT", SCRIPT, "LC_ALL", "C"));
        builder.directory(Path.of("/").toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            if (out.read() != READY) {
                throw new IOException("Tried to start the guardian process with %s but it ended with exit code %d"
                        .formatted(builder.command().subList(0, 2), exitCode(process)));
            }
        }
        return new Guardian(process);
    }

    /** From now on the folder is removed when this process ends. */
    public void watch(Path folder) throws IOException {
        String path = folder.toAbsolutePath().normalize().toString();
        if (path.contains("\n") || path.equals("/")) {
            throw new IllegalArgumentException("Not a folder to remove at the end: " + path);
        }
        send(path);
    }

    void watch(long pid) throws IOException {
        send("+" + pid);
    }

    /** Tells that a child has ended; what is left of its group is ended too. */
    void forget(long pid) {
        try {
            send("-" + pid);
        } catch (IOException e) {
            LOG.debug("The guardian is gone before child {}", pid, e);
        }
    }

    private void send(String text) throws IOException {
        synchronized (line) {
            try {
                line.write(text + "\n");
                line.flush();
            } catch (IOException e) {
                throw new IOException(
                        "Tried to tell the guardian process %d of \"%s\" but it has ended; was it killed?"
                                .formatted(process.pid(), text),
                        e);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends the children and removes the folders that are left, and returns when that is done. */
    @Override
    public void close() {
        try {
            synchronized (line) {
                line.close();
            }
        } catch (IOException e) {
            LOG.debug("The guardian was gone already", e);
        }
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                LOG.warn("The guardian process {} still removes folders", process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int exitCode(Process process) throws InterruptedIOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the guardian process ends");
        }
    }

    private static String script() {
        try (InputStream in = Guardian.class.getResourceAsStream("guardian.sh")) {
            if (in == null) {
                throw new IllegalStateException("guardian.sh is not on the classpath");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
