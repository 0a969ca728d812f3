package dev.greenroom.localcloud.runtime.process.build;

import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellEndedException;
import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell as a process. One that a command ended is followed by a new one, which takes over variables, functions and
 * directory from before that command.
 */
final class ProcessShell implements BuildShell {
    private static final int FIRST_SIGNAL = 128;

    private final String id;
    private final ShellSpec spec;
    private final Path folder;
    private final ChildProcesses children;

    /** Its monitor guards these two. */
    private final List<ShellProcess> processes = new ArrayList<>();

    private boolean closed;

    private int commands;

    ProcessShell(String id, ShellSpec spec, Path folder, ChildProcesses children)
            throws IOException, InterruptedException {
        this.id = id;
        this.spec = spec;
        this.folder = folder;
        this.children = children;
        start();
    }

    @Override
    public int run(String command) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("command-" + commands++ + ".sh"), command + "\n");
        ShellProcess.Result result = current().run(file);
        if (!result.shellEnded()) {
            return result.status();
        }
        if (result.status() >= FIRST_SIGNAL || isClosed()) {
            throw new ShellEndedException(
                    "the shell of the build was killed by signal %d".formatted(result.status() - FIRST_SIGNAL));
        }
        start();
        return result.status();
    }

    @Override
    public String capture(String command) throws IOException, InterruptedException {
        Path output = folder.resolve("captured");
        run("{ %s\n} > '%s'".formatted(command, output.toString().replace("'", "'\\''")));
        return Files.readString(output);
    }

    @Override
    public void close() {
        synchronized (processes) {
            closed = true;
            processes.forEach(ShellProcess::kill);
        }
    }

    /** Once more from the state that the last one left, if there was one. */
    private void start() throws IOException, InterruptedException {
        ShellProcess process;
        synchronized (processes) {
            if (closed) {
                throw new ShellEndedException("the build was ended");
            }
            process = ShellProcess.start(id, spec, folder, processes.size(), children);
            processes.add(process);
        }
        process.awaitReady();
    }

    private ShellProcess current() {
        synchronized (processes) {
            return processes.get(processes.size() - 1);
        }
    }

    private boolean isClosed() {
        synchronized (processes) {
            return closed;
        }
    }
}
