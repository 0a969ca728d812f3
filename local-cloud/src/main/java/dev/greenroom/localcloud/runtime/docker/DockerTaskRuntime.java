package dev.greenroom.localcloud.runtime.docker;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs containers of images that the engine pulls from the local registry. Their ports are published on a loopback
 * address of their own where the operating system has them. Safe for use by many threads.
 */
public final class DockerTaskRuntime implements TaskRuntime {
    private static final long MEBIBYTE = 1L << 20;
    private static final long NANOS_A_CORE = 1_000_000_000L;
    private static final int CPU_UNITS_A_CORE = 1024;

    private final DockerEngine engine;
    private final ContainerNetwork network;
    private final PulledImages images;
    private final LoopbackAddresses addresses;
    private final Map<String, DockerContainer> running = new ConcurrentHashMap<>();

    /** @param network leads containers to this machine; whoever made it closes it */
    public DockerTaskRuntime(
            DockerEngine engine, ContainerNetwork network, PulledImages images, LoopbackAddresses addresses) {
        this.engine = requireNonNull(engine, "engine is null");
        this.network = requireNonNull(network, "network is null");
        this.images = requireNonNull(images, "images is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
    }

    @Override
    public RunningContainer start(ContainerSpec spec) throws IOException, InterruptedException {
        PulledImages.PulledImage image = images.pull(spec.image());
        network.ensure();
        InetAddress address = addresses.next();
        Optional<DockerContainer> container = start(spec, image, listeners(spec, address, true));
        while (container.isEmpty()) { // somebody else was faster to take a port
            container = start(spec, image, listeners(spec, address, false));
        }
        return container.get();
    }

    private Optional<DockerContainer> start(
            ContainerSpec spec, PulledImages.PulledImage image, SortedMap<Integer, InetSocketAddress> listeners)
            throws IOException {
        String id = create(spec, image.reference(), listeners);
        DockerContainer container = new DockerContainer(engine.client(), id, image.digest(), listeners, spec.log());
        try {
            engine.client().startContainerCmd(id).exec();
        } catch (DockerException e) {
            Containers.remove(engine.client(), id);
            if (EngineFailure.isPortTaken(e)) {
                return Optional.empty();
            }
            throw new ImageUnavailableException("CannotStartContainerError: " + EngineFailure.reason(e), e);
        } catch (RuntimeException e) {
            throw EngineFailure.of("start a container of %s".formatted(spec.image()), e);
        }
        running.put(id, container);
        container.follow();
        container.exit().whenComplete((code, failure) -> running.remove(id));
        return Optional.of(container);
    }

    @Override
    public void close() {
        List<DockerContainer> rest = List.copyOf(running.values());
        rest.forEach(DockerContainer::kill);
        CompletableFuture.allOf(rest.stream().map(DockerContainer::exit).toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
        images.close();
    }

    private String create(ContainerSpec spec, String image, SortedMap<Integer, InetSocketAddress> listeners)
            throws IOException {
        CreateContainerCmd command = engine.client()
                .createContainerCmd(image)
                .withName("greenroom-%s-%s"
                        .formatted(spec.id(), UUID.randomUUID().toString().substring(0, 8)))
                .withLabels(engine.owner().labels())
                .withEnv(environment(spec))
                .withExposedPorts(
                        listeners.keySet().stream().map(ExposedPort::tcp).toList())
                .withHostConfig(hostConfig(spec, listeners));
        if (!spec.entryPoint().isEmpty()) {
            command.withEntrypoint(spec.entryPoint());
        }
        if (!spec.command().isEmpty()) {
            command.withCmd(spec.command());
        }
        try {
            return command.exec().getId();
        } catch (RuntimeException e) {
            throw EngineFailure.of("create a container of %s".formatted(spec.image()), e);
        }
    }

    private List<String> environment(ContainerSpec spec) {
        return spec.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + network.inside(variable.getValue()))
                .toList();
    }

    private HostConfig hostConfig(ContainerSpec spec, SortedMap<Integer, InetSocketAddress> listeners) {
        HostConfig config = HostConfig.newHostConfig()
                .withNetworkMode(ContainerNetwork.NAME)
                .withExtraHosts("host.docker.internal:host-gateway")
                .withPortBindings(listeners.entrySet().stream()
                        .map(listener ->
                                new PortBinding(binding(listener.getValue()), ExposedPort.tcp(listener.getKey())))
                        .toList());
        if (spec.limits().memory() > 0) {
            long bytes = spec.limits().memory() * MEBIBYTE;
            config.withMemory(bytes).withMemorySwap(bytes);
        }
        if (spec.limits().cpu() > 0) {
            long wanted = spec.limits().cpu() * NANOS_A_CORE / CPU_UNITS_A_CORE;
            config.withNanoCPUs(Math.min(wanted, engine.processors() * NANOS_A_CORE));
        }
        return config;
    }

    private static Binding binding(InetSocketAddress address) {
        return Binding.bindIpAndPort(address.getAddress().getHostAddress(), address.getPort());
    }

    private static SortedMap<Integer, InetSocketAddress> listeners(
            ContainerSpec spec, InetAddress address, boolean asWanted) throws IOException {
        SortedMap<Integer, InetSocketAddress> listeners = new TreeMap<>();
        for (int port : spec.ports()) {
            listeners.put(
                    port,
                    new InetSocketAddress(address, asWanted ? Ports.wantedOrFree(address, port) : Ports.free(address)));
        }
        return listeners;
    }
}
