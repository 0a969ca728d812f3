package dev.greenroom.localcloud.runtime.process.build;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs builds as processes of this machine, each in a fresh folder. They have the user's own home, so that what build
 * tools keep there is at hand, and the Java that runs us. Safe for use by many threads.
 */
public final class ProcessBuildRuntime implements BuildRuntime {
    private final ChildProcesses children;
    private final Path builds;
    private final Path caches;
    private final Set<ProcessBuildMachine> machines = ConcurrentHashMap.newKeySet();

    /** @param folder for the files of builds; the owner of the cloud removes it */
    public ProcessBuildRuntime(ChildProcesses children, Path folder) {
        this.children = requireNonNull(children, "children is null");
        this.builds = folder.toAbsolutePath().resolve("running");
        this.caches = folder.toAbsolutePath().resolve("caches");
    }

    @Override
    public BuildMachine provide(String id) throws IOException {
        Path folder = Files.createDirectory(Files.createDirectories(builds).resolve(id));
        ProcessBuildMachine machine = new ProcessBuildMachine(id, folder, children, machines::remove);
        machines.add(machine);
        return machine;
    }

    @Override
    public Path cache(String name) throws IOException {
        return Files.createDirectories(caches.resolve(name));
    }

    @Override
    public void close() {
        List.copyOf(machines).forEach(ProcessBuildMachine::close);
    }
}
