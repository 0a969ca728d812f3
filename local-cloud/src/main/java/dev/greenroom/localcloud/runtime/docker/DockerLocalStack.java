package dev.greenroom.localcloud.runtime.docker;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.process.LastLines;
import dev.greenroom.localcloud.runtime.process.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.testcontainers.localstack.LocalStackContainer;

/**
 * Real LocalStack in a container. It is published on 127.0.0.1 only, does not get the engine's socket, and calls no host
 * on its own account.
 */
public final class DockerLocalStack implements LocalStackServer {
    /** The last that runs without an account. */
    public static final String IMAGE = "localstack/localstack:4.14.0";

    private static final int PORT = 4566;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LINES_IN_ERRORS = 15;

    /** Nobody listens on the discard port: what would call LocalStack's makers fails at once. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final DockerEngine engine;
    private final Path logFile;
    private final String publicHost;
    private final List<String> services;

    /** Read without a lock, so that a start that takes long can be cut short. */
    private volatile @Nullable LocalStackContainer container;

    private volatile CompletableFuture<String> death = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param workFolder for its log
     * @param publicHost host and port that its answers name, for example in a queue's URL
     * @param services loaded before it counts as started
     */
    public DockerLocalStack(DockerEngine engine, Path workFolder, String publicHost, List<String> services) {
        this.engine = requireNonNull(engine, "engine is null");
        this.logFile = workFolder.toAbsolutePath().resolve("localstack.log");
        this.publicHost = requireNonNull(publicHost, "publicHost is null");
        this.services = List.copyOf(services);
    }

    /** May be called again after {@link #death()}: what it held is gone then. */
    @Override
    public synchronized URI start() throws IOException, InterruptedException {
        LocalStackContainer former = container;
        if (closed || former != null && former.isRunning()) {
            throw new IllegalStateException(closed ? "LocalStack was closed" : "LocalStack runs already");
        }
        engine.require(IMAGE);
        LastLines lastLines = new LastLines(LINES_IN_ERRORS);
        LogFile log = new LogFile(logFile);
        LocalStackContainer started = container(lastLines, log);
        container = started;
        try {
            started.start();
        } catch (RuntimeException e) {
            started.stop();
            close(log);
            throw new IOException(
                    "Tried to start LocalStack but %s. %s".formatted(EngineFailure.reason(e), lastLines(lastLines)), e);
        }
        if (closed) {
            started.stop();
        }
        death = noticeDeath(started, lastLines, log);
        return URI.create("http://127.0.0.1:" + started.getMappedPort(PORT));
    }

    @Override
    public CompletableFuture<String> death() {
        return death.copy();
    }

    /** Nothing that it holds is kept, so it need not be asked to end. */
    @Override
    public void close() {
        closed = true;
        LocalStackContainer running = container;
        if (running != null) {
            running.stop();
        }
    }

    private LocalStackContainer container(LastLines lastLines, LogFile log) {
        return new LocalStackContainer(IMAGE)
                .withEnv(environment())
                .withLabels(engine.owner().ownLabels())
                .withStartupTimeout(PATIENCE)
                .withLogConsumer(
                        frame -> frame.getUtf8StringWithoutLineEnding().lines().forEach(line -> {
                            lastLines.accept(line);
                            log.accept(line);
                        }))
                .withCreateContainerCmdModifier(DockerLocalStack::keepToItself);
    }

    /** Testcontainers would publish its port on every interface, and hand it the engine. */
    private static void keepToItself(CreateContainerCmd command) {
        Containers.hostConfig(command)
                .withBinds(List.of())
                .withPortBindings(Containers.onLoopback(ExposedPort.tcp(PORT)));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "LOCALSTACK_HOST", publicHost,
                "SQS_ENDPOINT_STRATEGY", "path",
                "API_ENDPOINT", NOWHERE,
                "ANALYTICS_API", NOWHERE,
                "DISABLE_EVENTS", "1",
                "SKIP_SSL_CERT_DOWNLOAD", "1",
                "DNS_ADDRESS", "0"));
        if (!services.isEmpty()) {
            environment.put("EAGER_SERVICE_LOADING", "1");
            environment.put("STRICT_SERVICE_LOADING", "0");
            environment.put("SERVICES", String.join(",", services));
        }
        return environment;
    }

    private CompletableFuture<String> noticeDeath(LocalStackContainer started, LastLines lastLines, LogFile log) {
        CompletableFuture<String> noticed = new CompletableFuture<>();
        Containers.awaitExit(engine.client(), started.getContainerId()).whenComplete((code, failure) -> {
            close(log);
            if (!closed) {
                noticed.complete("LocalStack %s. %s"
                        .formatted(
                                failure == null
                                        ? "ended with exit code " + code
                                        : "is out of reach: " + EngineFailure.reason(failure),
                                lastLines(lastLines)));
            }
        });
        return noticed;
    }

    private String lastLines(LastLines lines) {
        return "Last lines of %s:\n%s".formatted(logFile, String.join("\n", lines.get()));
    }

    private static void close(LogFile log) {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
