package dev.greenroom.localcloud.runtime.shell;

import dev.greenroom.localcloud.runtime.ShellEndedException;
import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.shell.ShellStarter.StartedShell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One process of a shell. It is told the names of files with commands, and prints a line that nobody can foresee after
 * each one, so what the command printed lies before it.
 */
final class MarkedShell {
    private static final String SCRIPT = script();

    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final StartedShell process;

    /**
     * How a command ended, or the shell with it.
     *
     * @param lost why nobody knows how the shell ended; empty where that is known
     */
    record Result(int status, boolean shellEnded, String lost) {}

    private MarkedShell(ShellStarter starter, ShellSpec spec, List<String> arguments, MarkedLines lines)
            throws IOException, InterruptedException {
        lines.onMark(status -> results.add(new Result(status, false, "")));
        this.process = starter.start(spec, arguments, lines);
        process.exit().whenComplete((status, failure) -> {
            lines.end();
            results.add(
                    failure == null
                            ? new Result(status, true, "")
                            : new Result(0, true, String.valueOf(failure.getMessage())));
        });
    }

    static MarkedShell start(ShellStarter starter, ShellSpec spec, Path folder)
            throws IOException, InterruptedException {
        String mark = UUID.randomUUID().toString();
        Path script = Files.writeString(folder.resolve("shell.sh"), SCRIPT);
        return new MarkedShell(
                starter,
                spec,
                List.of(script.toString(), folder.resolve("state").toString(), mark),
                new MarkedLines(mark, spec.log()));
    }

    void awaitReady() throws IOException, InterruptedException {
        Result result = results.take();
        if (result.shellEnded()) {
            throw new ShellEndedException(
                    result.lost().isEmpty()
                            ? "the shell of the build ended with exit code %d when it was started"
                                    .formatted(result.status())
                            : "the shell of the build is lost: " + result.lost());
        }
    }

    Result run(Path command) throws InterruptedException {
        if (process.isAlive()) {
            try {
                process.tell(command + "\n");
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

    private static String script() {
        try (InputStream in = MarkedShell.class.getResourceAsStream("shell.sh")) {
            if (in == null) {
                throw new IllegalStateException("shell.sh is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
