package dev.greenroom.localcloud;

import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.aws.Underway;
import dev.greenroom.localcloud.loadbalancing.proxy.Proxy;
import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What the services of all regions share: the machine they run on. Whoever made its parts closes them. */
record Machine(
        Registry registry,
        TaskRuntime tasks,
        BuildRuntime builds,
        DatabaseServers databases,
        Proxy proxy,
        LoopbackAddresses addresses,
        Path gitRepositories,
        Pace pace,
        Underway underway,
        Supplier<URI> gateway) {}
