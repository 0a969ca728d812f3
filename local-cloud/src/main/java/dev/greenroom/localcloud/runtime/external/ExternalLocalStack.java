package dev.greenroom.localcloud.runtime.external;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.LocalStackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * LocalStack that runs already, started anew by whoever runs it when it ends. A cloud needs an empty one, so one that
 * served another cloud before is told to end first.
 */
public final class ExternalLocalStack implements LocalStackServer {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(2);
    private static final int SILENCES_OF_THE_DEAD = 5;
    private static final long POLL_MILLIS = 200;

    private final LocalStackControl control;
    private final Duration patience;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "localstack-watch");
        thread.setDaemon(true);
        return thread;
    });

    private CompletableFuture<String> death = new CompletableFuture<>();
    private @Nullable String session;
    private int silences;

    /** @param address its endpoint: {@code http://localstack:4566} */
    public ExternalLocalStack(URI address) {
        this(address, PATIENCE);
    }

    ExternalLocalStack(URI address, Duration patience) {
        this.control = new LocalStackControl(requireNonNull(address, "address is null"));
        this.patience = requireNonNull(patience, "patience is null");
        long interval = WATCH_INTERVAL.toMillis();
        watch.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** May be called again after {@link #death()}. */
    @Override
    public synchronized URI start() throws IOException, InterruptedException {
        if (session != null && !death.isDone()) {
            throw new IllegalStateException("LocalStack runs already");
        }
        String found = await("");
        if (control.wasUsed()) {
            control.end();
            found = await(found);
        }
        control.markAsUsed();
        session = found;
        silences = 0;
        death = new CompletableFuture<>();
        return control.address();
    }

    @Override
    public synchronized CompletableFuture<String> death() {
        return death.copy();
    }

    /** It goes on running: it isn't ours. */
    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** Waits until one answers that is another than {@code former}, and returns what it calls its session. */
    private String await(String former) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String obstacle = "it holds what another cloud left, and does not end when it is told to";
            Optional<IOException> cause = Optional.empty();
            try {
                String current = control.session();
                if (!current.equals(former)) {
                    return current;
                }
            } catch (IOException e) {
                obstacle = "nothing answers: " + e.getMessage();
                cause = Optional.of(e);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Tried for %d s to use LocalStack at %s but %s. Start it anew."
                                .formatted(patience.toSeconds(), control.address(), obstacle),
                        cause.orElse(null));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private synchronized void look() {
        if (session == null || death.isDone()) {
            return;
        }
        try {
            boolean isTheSame = control.session().equals(session);
            silences = 0;
            if (!isTheSame) {
                death.complete("LocalStack at %s was started anew".formatted(control.address()));
            }
        } catch (IOException e) {
            silences++;
            if (silences == SILENCES_OF_THE_DEAD) {
                death.complete("LocalStack at %s does not answer: %s".formatted(control.address(), e.getMessage()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }
}
