package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.greenroom.localcloud.runtime.RunningContainer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container of the engine. It is removed when it has ended. */
final class DockerContainer implements RunningContainer {
    private static final Logger LOG = LoggerFactory.getLogger(DockerContainer.class);
    private static final int LOG_SECONDS = 10;
    private static final String OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

    private final DockerClient client;
    private final String id;
    private final String imageDigest;
    private final Map<Integer, InetSocketAddress> listeners;
    private final LogLines log;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile boolean wasOutOfMemory;

    DockerContainer(
            DockerClient client,
            String id,
            String imageDigest,
            Map<Integer, InetSocketAddress> listeners,
            Consumer<String> log) {
        this.client = client;
        this.id = id;
        this.imageDigest = imageDigest;
        this.listeners = Map.copyOf(listeners);
        this.log = new LogLines(log);
    }

    @Override
    public String imageDigest() {
        return imageDigest;
    }

    @Override
    public InetSocketAddress address(int containerPort) {
        InetSocketAddress listener = listeners.get(containerPort);
        if (listener == null) {
            throw new IllegalArgumentException(
                    "The container has no port %d, only %s".formatted(containerPort, listeners.keySet()));
        }
        return listener;
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    @Override
    public Optional<String> endReason() {
        return wasOutOfMemory ? Optional.of(OUT_OF_MEMORY) : Optional.empty();
    }

    /** The engine counts in seconds. */
    @Override
    public void stop(Duration timeout) {
        int seconds = (int) Math.max(1, timeout.plusMillis(999).toSeconds());
        inBackground("stop", () -> {
            try {
                client.stopContainerCmd(id).withTimeout(seconds).exec();
            } catch (NotFoundException | NotModifiedException e) {
                LOG.debug("The container {} had ended", id, e);
            } catch (RuntimeException e) {
                LOG.warn("Tried to stop the container {} but {}", id, EngineFailure.reason(e));
            }
        });
    }

    void kill() {
        try {
            client.killContainerCmd(id).exec();
        } catch (RuntimeException e) {
            LOG.debug("Could not kill the container {}, so it is removed", id, e);
            Containers.remove(client, id);
        }
    }

    /** Called once it was started: passes its lines on, and notices its end. */
    void follow() {
        client.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(log);
        Containers.awaitExit(client, id).whenComplete((code, failure) -> inBackground("end", () -> end(code, failure)));
    }

    /** Not on the thread that read the engine's answer: it would wait for itself. */
    private void end(Integer code, Throwable failure) {
        if (failure != null) {
            LOG.warn("Lost the container {}: {}", id, EngineFailure.reason(failure));
            exit.completeExceptionally(failure);
            return;
        }
        try {
            if (!log.awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The container {} has ended, but its log has not within {} s", id, LOG_SECONDS);
            }
            wasOutOfMemory = Boolean.TRUE.equals(
                    client.inspectContainerCmd(id).exec().getState().getOOMKilled());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("Could not learn more of the container {}", id, e);
        }
        Containers.remove(client, id);
        exit.complete(code);
    }

    private void inBackground(String what, Runnable work) {
        Thread thread = new Thread(work, "container-%s-%s".formatted(what, id.substring(0, 12)));
        thread.setDaemon(true);
        thread.start();
    }
}
