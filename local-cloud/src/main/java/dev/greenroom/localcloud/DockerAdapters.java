package dev.greenroom.localcloud;

import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.docker.ContainerNetwork;
import dev.greenroom.localcloud.runtime.docker.DockerBuildRuntime;
import dev.greenroom.localcloud.runtime.docker.DockerEngine;
import dev.greenroom.localcloud.runtime.docker.DockerLocalStack;
import dev.greenroom.localcloud.runtime.docker.DockerTaskRuntime;
import dev.greenroom.localcloud.runtime.docker.Leftovers;
import dev.greenroom.localcloud.runtime.docker.MySqlServers;
import dev.greenroom.localcloud.runtime.docker.PulledImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;

/** Everything as containers of this machine's Docker engine. */
final class DockerAdapters implements Adapters {
    private final LocalCloudOptions options;
    private final Path folder;
    private final LoopbackAddresses addresses;
    private final DockerEngine engine;
    private final ContainerNetwork network;

    /** @param closing ends the network, after what uses it */
    DockerAdapters(LocalCloudOptions options, Path folder, LoopbackAddresses addresses, Closing closing)
            throws IOException, InterruptedException {
        this.options = options;
        this.folder = folder;
        this.addresses = addresses;
        this.engine = DockerEngine.connect(options.progress());
        new Leftovers(engine).remove();
        this.network = closing.add(ContainerNetwork.open(engine));
    }

    @Override
    public TaskRuntime tasks(Registry registry, Supplier<URI> gateway) {
        var images = new PulledImages(engine, registry, gateway, () -> registry.issuePassword(Instant.now()));
        return new DockerTaskRuntime(engine, network, images, addresses);
    }

    @Override
    public BuildRuntime builds() {
        return new DockerBuildRuntime(engine, options.buildImage(), folder.resolve("builds"));
    }

    @Override
    public DatabaseServers databases() {
        return new MySqlServers(engine, network, options.databaseImage());
    }

    @Override
    public LocalStackServer localStack(String publicHost) {
        return new DockerLocalStack(engine, folder, publicHost, LocalStackWatch.WARM_SERVICES);
    }

    @Override
    public void admit(int port) throws IOException {
        network.admit(port);
    }
}
