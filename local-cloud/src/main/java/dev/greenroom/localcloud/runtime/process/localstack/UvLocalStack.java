package dev.greenroom.localcloud.runtime.process.localstack;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.ChildSpec;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.LastLines;
import dev.greenroom.localcloud.runtime.process.LogFile;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Real LocalStack as a process of this machine, in a Python environment of its own that is made at first use. It
 * listens on 127.0.0.1 only, keeps its files in the work folder, and calls no host on its own account.
 *
 * <p>It serves with hypercorn: its default server, Twisted, binds every interface whatever address it is given.
 */
public final class UvLocalStack implements LocalStackServer {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int HTTP_TIMEOUT_MILLIS = 2_000;
    private static final int LINES_IN_ERRORS = 15;

    private final ChildProcesses children;
    private final Installer installer;
    private final Path workFolder;
    private final String publicHost;
    private final List<String> services;

    /** Read without a lock, so that a start that takes long can be cut short. */
    private volatile @Nullable ChildProcess child;

    private volatile CompletableFuture<String> death = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param cacheFolder the user's, where the environment is kept
     * @param workFolder for its log and its data, which do not outlive a run
     * @param publicHost host and port that its answers name, for example in a queue's URL
     * @param services loaded before it counts as started. Python can't load two services at once: a request that
     *     makes it load one while another loads may fail.
     * @param progress told what takes long
     */
    public UvLocalStack(
            ChildProcesses children,
            Path cacheFolder,
            Path workFolder,
            String publicHost,
            List<String> services,
            Consumer<String> progress) {
        this.children = requireNonNull(children, "children is null");
        this.installer = new Installer(
                children,
                new PythonFinder(children),
                Executables.ofHost(),
                cacheFolder,
                HostEnvironment.forInstallers(),
                progress);
        this.workFolder = workFolder.toAbsolutePath();
        this.publicHost = requireNonNull(publicHost, "publicHost is null");
        this.services = List.copyOf(services);
    }

    /** May be called again after {@link #death()}: what it held is gone then. */
    @Override
    public synchronized URI start() throws IOException, InterruptedException {
        ChildProcess former = child;
        if (closed || former != null && former.isAlive()) {
            throw new IllegalStateException(closed ? "LocalStack was closed" : "LocalStack runs already");
        }
        Installation installation = installer.install();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        int port = Ports.free(loopback);
        Path data = freshFolder(installation);
        LastLines lastLines = new LastLines(LINES_IN_ERRORS);
        LogFile log = new LogFile(workFolder.resolve("localstack.log"));
        ChildProcess started = children.start(new ChildSpec(
                "localstack",
                LaunchCommand.of(installation.python(), data.resolve("objects")),
                environment(data, port),
                data,
                line -> {
                    lastLines.accept(line);
                    log.accept(line);
                }));
        child = started;
        if (closed) {
            started.kill();
        }
        started.exit().whenComplete((code, failure) -> close(log));
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        awaitHealth(started, endpoint, lastLines, log.path());
        refuseExposure(started, port);
        death = noticeDeath(started, lastLines, log.path());
        return endpoint;
    }

    @Override
    public CompletableFuture<String> death() {
        return death.copy();
    }

    /** Nothing that it holds is kept, so it need not be asked to end. */
    @Override
    public void close() {
        closed = true;
        ChildProcess running = child;
        if (running != null) {
            running.kill();
            running.exit().join();
        }
    }

    private Path freshFolder(Installation installation) throws IOException {
        Path data = workFolder.resolve("localstack");
        FileTrees.delete(data);
        FileTrees.copy(installation.seed(), data);
        Files.createDirectories(data.resolve("tmp"));
        return data;
    }

    private Map<String, String> environment(Path data, int port) {
        Map<String, String> environment =
                RunEnvironment.offline(data.resolve("root"), data.resolve("home"), data.resolve("tmp"));
        environment.put("GATEWAY_SERVER", "hypercorn");
        environment.put("GATEWAY_LISTEN", "127.0.0.1:" + port);
        environment.put("LOCALSTACK_HOST", publicHost);
        environment.put("SQS_ENDPOINT_STRATEGY", "path");
        if (!services.isEmpty()) {
            environment.put("EAGER_SERVICE_LOADING", "1");
            environment.put("STRICT_SERVICE_LOADING", "0");
            environment.put("SERVICES", String.join(",", services));
        }
        return environment;
    }

    private static void awaitHealth(ChildProcess child, URI endpoint, LastLines lastLines, Path log)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy(endpoint)) {
            if (!child.isAlive()) {
                throw new IOException("Tried to start LocalStack but it "
                        + ending(child.exit().join(), lastLines, log));
            }
            if (System.nanoTime() > deadline) {
                child.kill();
                throw new IOException("Tried to start LocalStack but it did not answer on %s within %d s. %s"
                        .formatted(endpoint, PATIENCE.toSeconds(), lastLines(lastLines, log)));
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static boolean isHealthy(URI endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    endpoint.resolve("/_localstack/health").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(HTTP_TIMEOUT_MILLIS);
            connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static void refuseExposure(ChildProcess child, int port) throws IOException {
        Optional<InetAddress> exposed = Ports.exposedOn(port);
        if (exposed.isPresent()) {
            child.kill();
            throw new IOException(
                    "LocalStack was ended because it listens on %s, port %d: beyond loopback, it would be open to the network"
                            .formatted(exposed.get().getHostAddress(), port));
        }
    }

    private CompletableFuture<String> noticeDeath(ChildProcess started, LastLines lastLines, Path log) {
        CompletableFuture<String> noticed = new CompletableFuture<>();
        started.exit().thenAccept(code -> {
            if (!closed) {
                noticed.complete("LocalStack " + ending(code, lastLines, log));
            }
        });
        return noticed;
    }

    private static String ending(int exitCode, LastLines lastLines, Path log) {
        return "ended with exit code %d. %s".formatted(exitCode, lastLines(lastLines, log));
    }

    private static String lastLines(LastLines lastLines, Path log) {
        return "Last lines of %s:\n%s".formatted(log, String.join("\n", lastLines.get()));
    }

    private static void close(LogFile log) {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
