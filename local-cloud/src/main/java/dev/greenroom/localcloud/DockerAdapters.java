package dev.greenroom.localcloud;

import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.docker.DockerEngine;
import dev.greenroom.localcloud.runtime.docker.DockerLocalStack;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Everything as containers of this machine's Docker engine. */
final class DockerAdapters implements Adapters {
    private final LocalCloudOptions options;
    private final Path folder;
    private final ChildProcesses children;
    private final LoopbackAddresses addresses;
    private final DockerEngine engine;

    DockerAdapters(LocalCloudOptions options, Path folder, ChildProcesses children, LoopbackAddresses addresses)
            throws IOException {
        this.options = options;
        this.folder = folder;
        this.children = children;
        this.addresses = addresses;
        this.engine = DockerEngine.connect(options.progress());
    }

    @Override
    public TaskRuntime tasks(Registry registry, Supplier<URI> gateway) {
        return new ProcessAdapters(options, folder, children, addresses).tasks(registry, gateway);
    }

    @Override
    public BuildRuntime builds(Supplier<URI> gateway) {
        return new ProcessAdapters(options, folder, children, addresses).builds(gateway);
    }

    @Override
    public DatabaseServers databases() {
        return new ProcessAdapters(options, folder, children, addresses).databases();
    }

    @Override
    public LocalStackServer localStack(String publicHost) {
        return new DockerLocalStack(engine, folder, publicHost, LocalStackWatch.WARM_SERVICES);
    }
}
