package dev.greenroom.localcloud.runtime.shell;

import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellEndedException;
import dev.greenroom.localcloud.runtime.ShellSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that outlives the commands that end it: its process is followed by a new one, which takes over variables,
 * functions and directory from before that command.
 */
public final class SteadyShell implements BuildShell {
    private static final int FIRST_SIGNAL = 128;

    private final ShellStarter starter;
    private final ShellSpec spec;
    private final Path folder;

    /** Its monitor guards these two. */
    private final List<MarkedShell> processes = new ArrayList<>();

    private boolean closed;

    private int commands;

    private SteadyShell(ShellStarter starter, ShellSpec spec, Path folder) {
        this.starter = starter;
        this.spec = spec;
        this.folder = folder;
    }

    /**
     * Opens one.
     *
     * @param folder of this shell alone, known by the same name to what {@code starter} starts
     */
    public static SteadyShell open(ShellStarter starter, ShellSpec spec, Path folder)
            throws IOException, InterruptedException {
        SteadyShell shell = new SteadyShell(starter, spec, folder);
        shell.start();
        return shell;
    }

    @Override
    public int run(String command) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("command-" + commands++ + ".sh"), command + "\n");
        MarkedShell.Result result = current().run(file);
        if (!result.shellEnded()) {
            return result.status();
        }
        if (!result.lost().isEmpty()) {
            throw new ShellEndedException("the shell of the build is lost: " + result.lost());
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
            processes.forEach(MarkedShell::kill);
        }
    }

    /** Once more from the state that the last one left, if there was one. */
    private void start() throws IOException, InterruptedException {
        MarkedShell process;
        synchronized (processes) {
            if (closed) {
                throw new ShellEndedException("the build was ended");
            }
            process = MarkedShell.start(starter, spec, folder);
            processes.add(process);
        }
        process.awaitReady();
    }

    private MarkedShell current() {
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
