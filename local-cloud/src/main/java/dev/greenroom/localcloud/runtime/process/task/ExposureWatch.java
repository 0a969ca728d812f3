package dev.greenroom.localcloud.runtime.process.task;

import dev.greenroom.localcloud.runtime.process.task.ExposedSockets.ExposedSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends containers that listen beyond loopback, where all of the network could reach them. Linux only: elsewhere there
 * is no telling whose a socket is.
 */
final class ExposureWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExposureWatch.class);

    private final ExposedSockets sockets;
    private final Supplier<Collection<ProcessContainer>> containers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-exposure");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A socket never changes hands, so one that was looked at is not looked at again, but for once more: the first
     * time its container may not have been among the running ones yet.
     */
    private Set<Long> known = Set.of();

    private Set<Long> seen = Set.of();

    ExposureWatch(ExposedSockets sockets, Supplier<Collection<ProcessContainer>> containers) {
        this.sockets = sockets;
        this.containers = containers;
    }

    void start(Duration interval) {
        if (sockets.canBeListed()) {
            clock.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            List<ExposedSocket> exposed = sockets.list();
            List<ExposedSocket> fresh = exposed.stream()
                    .filter(socket -> !known.contains(socket.inode()))
                    .toList();
            if (!fresh.isEmpty()) {
                containers.get().forEach(container -> endIfExposed(container, fresh));
            }
            known = seen;
            seen = exposed.stream().map(ExposedSocket::inode).collect(Collectors.toSet());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Tried to look for containers that listen beyond loopback but failed", e);
        }
    }

    private void endIfExposed(ProcessContainer container, List<ExposedSocket> exposed) {
        Set<Long> own = new HashSet<>();
        Stream.concat(Stream.of(container.pid()), container.descendants())
                .forEach(pid -> own.addAll(sockets.openIn(pid)));
        exposed.stream()
                .filter(socket -> own.contains(socket.inode()))
                .findFirst()
                .ifPresent(container::endAsExposed);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
