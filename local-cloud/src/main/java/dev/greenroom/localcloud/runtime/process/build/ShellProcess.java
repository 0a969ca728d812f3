package dev.greenroom.localcloud.runtime.process.build;

import dev.greenroom.localcloud.runtime.ShellEndedException;
import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.ChildSpec;
import dev.greenroom.localcloud.runtime.process.Executables;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One process of a shell. It reads the names of files with commands from a named pipe, and prints a line that nobody can
 * foresee after each one, so what the command printed lies before it.
 */
final class ShellProcess {
    /** As much as an event of CloudWatch Logs can hold. */
    private static final int LONGEST_LINE = 256 * 1024;

    private static final String SCRIPT = script();

    private final Path control;
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final ChildProcess process;

    /** How a command ended, or the shell with it. */
    record Result(int status, boolean shellEnded) {}

    private ShellProcess(Path control, ChildSpec child, MarkedLines lines, ChildProcesses children) throws IOException {
        this.control = control;
        lines.onMark(status -> results.add(new Result(status, false)));
        this.process = children.start(child);
        process.exit().thenAccept(status -> {
            lines.end();
            results.add(new Result(status, true));
        });
    }

    static ShellProcess start(String id, ShellSpec spec, Path folder, int number, ChildProcesses children)
            throws IOException {
        String mark = UUID.randomUUID().toString();
        Path control = folder.resolve("control-" + number);
        Path script = Files.writeString(folder.resolve("shell.sh"), SCRIPT);
        var lines = new MarkedLines(mark, spec.log());
        List<String> command = List.of(
                program(spec.kind()),
                script.toString(),
                control.toString(),
                folder.resolve("state").toString(),
                mark);
        return new ShellProcess(
                control,
                new ChildSpec("build-" + id, command, spec.environment(), spec.directory(), lines, LONGEST_LINE),
                lines,
                children);
    }

    void awaitReady() throws IOException, InterruptedException {
        if (results.take().shellEnded()) {
            throw new ShellEndedException("the shell of the build ended when it was started");
        }
    }

    Result run(Path command) throws IOException, InterruptedException {
        if (process.isAlive()) {
            // For reading too, so that opening never waits for a shell that is gone.
            try (var pipe = new RandomAccessFile(control.toFile(), "rw")) {
                pipe.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                process.kill(); // its result says how it ended
            }
        }
        Result result = results.take();
        if (result.shellEnded()) {
            results.add(result); // whoever asks again learns the same
        }
        return result;
    }

    void kill() {
        process.kill();
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

    private static String script() {
        try (InputStream in = ShellProcess.class.getResourceAsStream("shell.sh")) {
            if (in == null) {
                throw new IllegalStateException("shell.sh is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
