package dev.greenroom.localcloud.runtime.process.task;

import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.task.ExposedSockets.ExposedSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A container that is a process of this machine. */
final class ProcessContainer implements RunningContainer {
    private final String imageDigest;
    private final Map<Integer, InetSocketAddress> listeners;
    private final ChildProcess process;
    private final Consumer<String> log;
    private final CompletableFuture<Integer> exit;

    /** @param atEnd done when the process has ended, before others are told */
    ProcessContainer(
            String imageDigest,
            Map<Integer, InetSocketAddress> listeners,
            ChildProcess process,
            Consumer<String> log,
            Runnable atEnd) {
        this.imageDigest = imageDigest;
        this.listeners = Map.copyOf(listeners);
        this.process = process;
        this.log = log;
        this.exit = process.exit().whenComplete((code, failure) -> atEnd.run());
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
    public void stop(Duration timeout) {
        process.stop(timeout);
    }

    long pid() {
        return process.pid();
    }

    Stream<Long> descendants() {
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
    }

    void kill() {
        process.kill();
    }

    void endAsExposed(ExposedSocket socket) {
        log.accept(("greenroom: ended because it listens on %s, port %d, where all of the network could reach it."
                        + " Let it listen on the address that SERVER_ADDRESS says")
                .formatted(socket.address(), socket.port()));
        process.kill();
    }
}
