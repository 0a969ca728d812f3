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
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs containers as processes of this machine. Each has files of its own, gets a loopback address of its own where
 * the operating system has them, and is told where to listen by {@code SERVER_ADDRESS}, {@code SERVER_PORT} and
 * {@code PORT}, which Spring Boot reads by itself. One that listens beyond loopback is ended. Safe for use by many
 * threads.
 */
public final class ProcessTaskRuntime implements TaskRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTaskRuntime.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final ChildProcesses children;
    private final ImageStore images;
    private final LoopbackAddresses addresses;
    private final RootFileSystems roots;
    private final Path containers;
    private final Path javaHome;
    private final Map<String, ProcessContainer> running = new ConcurrentHashMap<>();
    private final ExposureWatch watch = new ExposureWatch(new ExposedSockets(Path.of("/proc")), running::values);

    /** @param folder for unpacked images and what containers write; the owner of the cloud removes it */
    public ProcessTaskRuntime(ChildProcesses children, ImageStore images, LoopbackAddresses addresses, Path folder) {
        this.children = requireNonNull(children, "children is null");
        this.images = requireNonNull(images, "images is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
        this.roots = new RootFileSystems(folder.toAbsolutePath().resolve("images"), images);
        this.containers = folder.toAbsolutePath().resolve("containers");
        this.javaHome = Path.of(System.getProperty("java.home"));
        watch.start(LOOK_INTERVAL);
    }

    @Override
    public RunningContainer start(ContainerSpec spec) throws IOException {
        Image image = images.find(spec.image());
        Path folder = containers.resolve(spec.id());
        try {
            ProcessContainer container = start(spec, image, folder);
            running.put(spec.id(), container);
            container.exit().thenRun(() -> running.remove(spec.id(), container));
            return container;
        } catch (IOException | RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    @Override
    public void close() {
        watch.close();
        List<ProcessContainer> rest = List.copyOf(running.values());
        rest.forEach(ProcessContainer::kill);
        CompletableFuture.allOf(rest.stream().map(ProcessContainer::exit).toArray(CompletableFuture[]::new))
                .join();
    }

    private ProcessContainer start(ContainerSpec spec, Image image, Path folder) throws IOException {
        Path root = folder.resolve("root");
        Path home = Files.createDirectories(folder.resolve("home"));
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        roots.copyTo(root, image);

        ImagePaths paths = new ImagePaths(root);
        InetAddress address = addresses.next();
        SortedMap<Integer, InetSocketAddress> listeners = listeners(spec, address);
        List<String> command = new HostCommand(
                        paths, home, temporary, javaHome, Executables.ofHost(), new ProgramCheck(), spec.log())
                .of(command(spec, image), image.environment().getOrDefault("PATH", ""));
        ChildProcess process = children.start(new ChildSpec(
                spec.id(),
                command,
                new ContainerEnvironment(paths, address, listeners).of(spec, image, home, temporary),
                Files.createDirectories(paths.place(image.workingDirectory())),
                spec.log()));
        return new ProcessContainer(image.digest(), listeners, process, spec.log(), () -> remove(folder));
    }

    private static SortedMap<Integer, InetSocketAddress> listeners(ContainerSpec spec, InetAddress address)
            throws IOException {
        SortedMap<Integer, InetSocketAddress> listeners = new TreeMap<>();
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

    private static void remove(Path folder) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            LOG.warn("Could not remove {}", folder, e);
        }
    }
}
