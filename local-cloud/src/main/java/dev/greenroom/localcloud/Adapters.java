package dev.greenroom.localcloud;

import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;

/** Makes one kind of adapter for each port to the machine. Whoever asks closes what it gets. */
interface Adapters {
    TaskRuntime tasks(Registry registry, Supplier<URI> gateway) throws IOException;

    BuildRuntime builds() throws IOException;

    DatabaseServers databases() throws IOException;

    /** @param publicHost host and port that its answers name */
    LocalStackServer localStack(String publicHost) throws IOException;

    /** What runs has to reach this port of 127.0.0.1. */
    void admit(int port) throws IOException;
}
