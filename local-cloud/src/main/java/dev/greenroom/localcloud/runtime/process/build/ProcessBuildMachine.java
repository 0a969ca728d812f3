package dev.greenroom.localcloud.runtime.process.build;

import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.shell.SteadyShell;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of this machine, and the processes that run in it. */
final class ProcessBuildMachine implements BuildMachine {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessBuildMachine.class);

    private final String id;
    private final Path root;
    private final Path files;
    private final ChildProcesses children;
    private final Consumer<ProcessBuildMachine> atEnd;
    private final List<SteadyShell> shells = new CopyOnWriteArrayList<>();
    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    ProcessBuildMachine(String id, Path root, ChildProcesses children, Consumer<ProcessBuildMachine> atEnd)
            throws IOException {
        this.id = id;
        this.root = root;
        this.files = Files.createDirectory(root.resolve("output"));
        this.children = children;
        this.atEnd = atEnd;
    }

    @Override
    public Path folder() {
        return files;
    }

    @Override
    public String nameInside(Path file) {
        return file.toString();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(HostEnvironment.minimal());
        environment.put("HOME", System.getProperty("user.home"));
        String java = System.getProperty("java.home");
        environment.put("JAVA_HOME", java);
        environment.merge("PATH", Path.of(java, "bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
        return environment;
    }

    @Override
    public URI reach(URI address) {
        return address;
    }

    @Override
    public BuildShell open(ShellSpec spec) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(root.resolve("shell-" + shells.size()));
        SteadyShell shell = SteadyShell.open(new ProcessShells(id, folder, children), spec, folder);
        shells.add(shell);
        if (killed.get()) {
            shell.close();
        }
        return shell;
    }

    @Override
    public void kill() {
        killed.set(true);
        shells.forEach(SteadyShell::close);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        kill();
        try {
            FileTrees.delete(root);
        } catch (IOException e) {
            LOG.warn("Could not remove {}", root, e);
        }
        atEnd.accept(this);
    }
}
