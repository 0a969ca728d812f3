package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.greenroom.localcloud.runtime.ShellSpec;
import dev.greenroom.localcloud.runtime.shell.ShellStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shells in a container that runs, which read what they are told from their standard input. */
final class ContainerShells implements ShellStarter {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerShells.class);

    /** The engine starts each as the leader of a group, whose number is known inside only. */
    private static final String REMEMBERING_ITS_GROUP = "echo $$ > \"$0\"; exec \"$@\"";

    private final DockerClient client;
    private final String container;
    private final Path folder;
    private int started;

    /** @param folder known by the same name to the container */
    ContainerShells(DockerClient client, String container, Path folder) {
        this.client = client;
        this.container = container;
        this.folder = folder;
    }

    @Override
    public StartedShell start(ShellSpec spec, List<String> arguments, Consumer<String> lines) throws IOException {
        Path group = folder.resolve("group-" + started++);
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                REMEMBERING_ITS_GROUP,
                group.toString(),
                spec.kind().name().toLowerCase(Locale.ROOT)));
        command.addAll(arguments);
        try {
            String id = client.execCreateCmd(container)
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withWorkingDir(spec.directory().toString())
                    .withEnv(spec.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList())
                    .withCmd(command.toArray(String[]::new))
                    .exec()
                    .getId();
            return new ExecutedShell(id, group, lines);
        } catch (RuntimeException e) {
            throw EngineFailure.of("start the shell of a build", e);
        }
    }

    private final class ExecutedShell implements StartedShell {
        private final Path group;
        private final ToldLines told = new ToldLines();
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();

        private ExecutedShell(String id, Path group, Consumer<String> lines) {
            this.group = group;
            LogLines output = new LogLines(lines, LONGEST_LINE);
            output.end().whenCompleteAsync((nothing, failure) -> end(id, failure), ContainerShells::inBackground);
            client.execStartCmd(id).withStdIn(told).exec(output);
        }

        @Override
        public boolean isAlive() {
            return !exit.isDone();
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return exit.copy();
        }

        @Override
        public void tell(String line) throws IOException {
            told.add(line);
        }

        @Override
        public void kill() {
            told.close();
            if (isAlive()) {
                inBackground(this::killGroup);
            }
        }

        private void killGroup() {
            try {
                String id = client.execCreateCmd(container)
                        .withCmd(
                                "/bin/sh",
                                "-c",
                                "kill -KILL -" + Files.readString(group).strip())
                        .exec()
                        .getId();
                client.execStartCmd(id).exec(new ResultCallback.Adapter<Frame>());
            } catch (IOException | RuntimeException e) {
                LOG.debug("The shell was gone, or its container", e);
            }
        }

        private void end(String id, Throwable failure) {
            told.close();
            try {
                Long code = failure == null ? client.inspectExecCmd(id).exec().getExitCodeLong() : null;
                if (code == null) {
                    exit.completeExceptionally(new IOException(
                            failure == null ? "its container was removed" : EngineFailure.reason(failure)));
                } else {
                    exit.complete(code.intValue());
                }
            } catch (RuntimeException e) {
                exit.completeExceptionally(new IOException("its container is gone: " + EngineFailure.reason(e), e));
            }
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "build-shell");
        thread.setDaemon(true);
        thread.start();
    }
}
