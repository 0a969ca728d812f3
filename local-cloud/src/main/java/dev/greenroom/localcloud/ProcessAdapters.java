package dev.greenroom.localcloud;

import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.build.ProcessBuildRuntime;
import dev.greenroom.localcloud.runtime.process.localstack.UvLocalStack;
import dev.greenroom.localcloud.runtime.process.mariadb.MariaDbServers;
import dev.greenroom.localcloud.runtime.process.task.ProcessTaskRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Everything as plain processes of this machine. */
record ProcessAdapters(LocalCloudOptions options, Path folder, ChildProcesses children, LoopbackAddresses addresses)
        implements Adapters {
    @Override
    public TaskRuntime tasks(Registry registry, Supplier<URI> gateway) {
        return new ProcessTaskRuntime(children, registry, addresses, folder.resolve("tasks"));
    }

    @Override
    public BuildRuntime builds() {
        return new ProcessBuildRuntime(children, folder.resolve("builds"));
    }

    @Override
    public DatabaseServers databases() {
        return new MariaDbServers(
                children, addresses, options.cache(), folder.resolve("databases"), options.progress());
    }

    @Override
    public LocalStackServer localStack(String publicHost) {
        return new UvLocalStack(
                children, options.cache(), folder, publicHost, LocalStackWatch.WARM_SERVICES, options.progress());
    }

    @Override
    public void admit(int port) {
        // processes of this machine reach all of its ports
    }
}
