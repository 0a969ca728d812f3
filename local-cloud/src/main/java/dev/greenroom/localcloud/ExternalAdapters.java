package dev.greenroom.localcloud;

import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.external.ExternalLocalStack;
import dev.greenroom.localcloud.runtime.external.ExternalMySqlServers;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.build.ProcessBuildRuntime;
import dev.greenroom.localcloud.runtime.process.task.ProcessTaskRuntime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** LocalStack and databases as servers that run elsewhere; tasks and builds as processes here. */
record ExternalAdapters(
        LocalCloudOptions options,
        ExternalServers servers,
        Path folder,
        ChildProcesses children,
        LoopbackAddresses addresses)
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
    public DatabaseServers databases() throws IOException {
        var databases = new ExternalMySqlServers(
                servers.databaseHost(),
                servers.databasePort(),
                new MasterLogin(ExternalServers.DATABASE_ADMINISTRATOR, servers.databasePassword()));
        options.progress()
                .accept("%d database servers of %s are there".formatted(databases.check(), servers.databaseHost()));
        return databases;
    }

    @Override
    public LocalStackServer localStack(String publicHost) {
        return new ExternalLocalStack(servers.localStack());
    }

    @Override
    public void admit(int port) {
        // what runs beside it runs in the same container
    }
}
