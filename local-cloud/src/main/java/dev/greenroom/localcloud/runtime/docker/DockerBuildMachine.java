package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellEndedException;
import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.shell.SteadyShell;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container that lasts as long as a build, and its folder. */
final class DockerBuildMachine implements BuildMachine {
    private static final Logger LOG = LoggerFactory.getLogger(DockerBuildMachine.class);

    private final DockerClient client;
    private final String container;
    private final BuildFolders folders;
    private final Map<String, String> environment = new TreeMap<>();
    private final Consumer<DockerBuildMachine> atEnd;
    private final AtomicInteger shells = new AtomicInteger();
    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param environment {@code NAME=VALUE} */
    DockerBuildMachine(
            DockerClient client,
            String container,
            BuildFolders folders,
            List<String> environment,
            Consumer<DockerBuildMachine> atEnd) {
        this.client = client;
        this.container = container;
        this.folders = folders;
        this.atEnd = atEnd;
        environment.stream()
                .map(variable -> variable.split("=", 2))
                .forEach(parts -> this.environment.put(parts[0], parts[1]));
    }

    @Override
    public Path folder() {
        return folders.files();
    }

    @Override
    public String nameInside(Path file) {
        return file.toString();
    }

    @Override
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** It uses this machine's network. */
    @Override
    public URI reach(URI address) {
        return address;
    }

    @Override
    public BuildShell open(ShellSpec spec) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(folders.root().resolve("shell-" + shells.getAndIncrement()));
        try {
            return SteadyShell.open(new ContainerShells(client, container, folder), spec, folder);
        } catch (IOException e) {
            throw killed.get() ? new ShellEndedException("the build was ended") : e;
        }
    }

    /** All that runs in it ends with it. */
    @Override
    public void kill() {
        if (killed.compareAndSet(false, true)) {
            Containers.remove(client, container);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        kill();
        try {
            folders.delete();
        } catch (IOException e) {
            LOG.warn("Could not remove {}", folders.root(), e);
        }
        atEnd.accept(this);
    }
}
