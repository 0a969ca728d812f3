package dev.greenroom.localcloud.runtime.process.build;

import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.ChildSpec;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.shell.ShellStarter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Shells of this machine, as processes that read a named pipe. */
final class ProcessShells implements ShellStarter {
    private final String id;
    private final Path folder;
    private final ChildProcesses children;
    private int started;

    /** @param folder for the pipes */
    ProcessShells(String id, Path folder, ChildProcesses children) {
        this.id = id;
        this.folder = folder;
        this.children = children;
    }

    @Override
    public StartedShell start(ShellSpec spec, List<String> arguments, Consumer<String> lines) throws IOException {
        Path pipe = folder.resolve("control-" + started++);
        List<String> command = new ArrayList<>();
        command.add(program(spec.kind()));
        command.addAll(arguments);
        command.add(pipe.toString());
        ChildProcess process = children.start(new ChildSpec(
                "build-" + id, command, spec.environment(), spec.directory(), lines, ShellStarter.LONGEST_LINE));
        return new PipedShell(process, pipe);
    }

    private static String program(ShellSpec.Kind kind) throws IOException {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return Executables.ofHost()
                .find(name)
                .map(Path::toString)
                .orElseThrow(() ->
                        new IOException("Tried to start the shell of a build but there is no %s on the PATH; install it"
                                .formatted(name)));
    }

    private record PipedShell(ChildProcess process, Path pipe) implements StartedShell {
        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return process.exit();
        }

        /** Opens the pipe for reading too, so that opening never waits for a shell that is gone. */
        @Override
        public void tell(String line) throws IOException {
            try (var opened = new RandomAccessFile(pipe.toFile(), "rw")) {
                opened.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void kill() {
            process.kill();
        }
    }
}
