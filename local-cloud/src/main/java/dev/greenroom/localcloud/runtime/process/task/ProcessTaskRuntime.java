package dev.greenroom.localcloud.runtime.process.task;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageStore.Image;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.ChildSpec;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs containers as processes of this machine. Each gets a loopback address of its own where the operating system has
 * them, and is told where to listen by {@code SERVER_ADDRESS}, {@code SERVER_PORT} and {@code PORT}, which Spring Boot
 * reads by itself.
 */
public final class ProcessTaskRuntime implements TaskRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTaskRuntime.class);

    private final ChildProcesses children;
    private final ImageStore images;
    private final LoopbackAddresses addresses;
    private final RootFileSystems roots;
    private final Path containers;
    private final Path javaHome;

    /** @param folder for unpacked images and what containers write; the owner of the cloud removes it */
    public ProcessTaskRuntime(ChildProcesses children, ImageStore images, LoopbackAddresses addresses, Path folder) {
        this.children = requireNonNull(children, "children is null");
        this.images = requireNonNull(images, "images is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
        this.roots = new RootFileSystems(folder.resolve("images"), images);
        this.containers = folder.resolve("containers");
        this.javaHome = Path.of(System.getProperty("java.home"));
    }

    @Override
    public RunningContainer start(ContainerSpec spec) throws IOException {
        Image image = images.find(spec.image());
        Path root = roots.of(image);
        Path scratch = Files.createDirectories(containers.resolve(spec.id()));
        try {
            Map<Integer, InetSocketAddress> listeners = listeners(spec);
            List<String> command =
                    new HostCommand(root, scratch, javaHome, Executables.ofHost()).of(command(spec, image));
            ChildProcess process = children.start(new ChildSpec(
                    spec.id(),
                    command,
                    environment(spec, image, listeners, scratch),
                    workingDirectory(root, image),
                    spec.log()));
            process.exit().whenComplete((code, failure) -> remove(scratch));
            return new ProcessContainer(image.digest(), listeners, process);
        } catch (IOException | RuntimeException e) {
            remove(scratch);
            throw e;
        }
    }

    /** Its processes end with their owner's {@link ChildProcesses}, its folders with the cloud's. */
    @Override
    public void close() {
        // nothing of its own
    }

    private Map<Integer, InetSocketAddress> listeners(ContainerSpec spec) throws IOException {
        InetAddress address = addresses.next();
        var listeners = new HashMap<Integer, InetSocketAddress>();
        for (int port : spec.ports()) {
            listeners.put(port, new InetSocketAddress(address, Ports.wantedOrFree(address, port)));
        }
        return listeners;
    }

    /** A new entry point drops the image's command too, as in Docker. */
    private static List<String> command(ContainerSpec spec, Image image) {
        List<String> entryPoint = spec.entryPoint().isEmpty() ? image.entryPoint() : spec.entryPoint();
        boolean keepsCommand = spec.command().isEmpty() && spec.entryPoint().isEmpty();
        List<String> command = keepsCommand ? image.command() : spec.command();
        return Stream.concat(entryPoint.stream(), command.stream()).toList();
    }

    private static Map<String, String> environment(
            ContainerSpec spec, Image image, Map<Integer, InetSocketAddress> listeners, Path scratch) {
        var environment = new HashMap<>(image.environment());
        environment.remove("JAVA_HOME"); // the machine's Java runs, wherever the image has its own
        environment.putAll(HostEnvironment.minimal());
        environment.put("HOME", scratch.toString());
        environment.put("TMPDIR", scratch.toString());
        firstPort(spec).map(listeners::get).ifPresent(listener -> {
            environment.put("SERVER_ADDRESS", listener.getAddress().getHostAddress());
            environment.put("SERVER_PORT", String.valueOf(listener.getPort()));
            environment.put("PORT", String.valueOf(listener.getPort()));
        });
        environment.putAll(spec.environment());
        return environment;
    }

    private static Optional<Integer> firstPort(ContainerSpec spec) {
        return new TreeSet<>(spec.ports()).stream().findFirst();
    }

    private static Path workingDirectory(Path root, Image image) throws IOException {
        Path directory = root.resolve(image.workingDirectory().replaceFirst("^/+", ""));
        return Files.createDirectories(directory);
    }

    private static void remove(Path folder) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            LOG.warn("Could not remove {}", folder, e);
        }
    }

    private record ProcessContainer(String imageDigest, Map<Integer, InetSocketAddress> listeners, ChildProcess process)
            implements RunningContainer {
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
            return process.exit();
        }

        @Override
        public void stop(Duration timeout) {
            process.stop(timeout);
        }
    }
}
