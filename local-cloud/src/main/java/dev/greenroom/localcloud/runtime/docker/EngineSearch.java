package dev.greenroom.localcloud.runtime.docker;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for a Docker engine of this machine, and asks it for a sign of life. Starts nothing. */
public final class EngineSearch {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String START = "Start Docker";
    private static final String UNIX = "unix://";
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    private final String dockerHost;
    private final List<Path> sockets;

    EngineSearch(String dockerHost, List<Path> sockets) {
        this.dockerHost = dockerHost;
        this.sockets = List.copyOf(sockets);
    }

    /** As Docker's own tools look: {@code DOCKER_HOST}, else the usual sockets. */
    public static EngineSearch ofMachine() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    public static EngineSearch of(Map<String, String> environment, Path home) {
        return new EngineSearch(
                environment.getOrDefault("DOCKER_HOST", ""),
                List.of(
                        Path.of("/var/run/docker.sock"),
                        home.resolve(".docker/run/docker.sock"),
                        home.resolve(".docker/desktop/docker.sock"),
                        Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run"), "docker.sock")));
    }

    /** What keeps from using an engine; empty when one answers. */
    public Optional<Obstacle> obstacle() {
        if (dockerHost.startsWith("npipe:") || dockerHost.isEmpty() && isWindows()) {
            return Optional.empty(); // whoever connects finds out: Java has no way to ask a pipe with a time limit
        }
        if (!dockerHost.isEmpty()) {
            return dockerHost.startsWith(UNIX)
                    ? obstacle(Path.of(URI.create(dockerHost).getPath()), "DOCKER_HOST")
                    : Optional.of(new Obstacle(
                            "DOCKER_HOST is %s: an engine behind a network can't reach what listens on this machine only"
                                    .formatted(dockerHost),
                            "Let it name one of this machine (unix://...)"));
        }
        return sockets.stream()
                .filter(Files::exists)
                .findFirst()
                .map(socket -> obstacle(socket, "its usual place"))
                .orElseGet(() -> Optional.of(
                        new Obstacle("no Docker engine runs here: there is no %s".formatted(sockets.get(0)), START)));
    }

    private static Optional<Obstacle> obstacle(Path socket, String origin) {
        if (!Files.exists(socket)) {
            return Optional.of(new Obstacle("there is no %s, which %s names".formatted(socket, origin), START));
        }
        try {
            String answer = ask(socket);
            return answer.contains(" 200 ")
                    ? Optional.empty()
                    : Optional.of(new Obstacle(
                            "what listens on %s is no Docker engine: it answers \"%s\""
                                    .formatted(
                                            socket, answer.lines().findFirst().orElse("")),
                            "End it, and start Docker"));
        } catch (SocketException e) {
            return Optional.of(refusal(socket, e));
        } catch (IOException e) {
            return Optional.of(noAnswer(socket, e, "Start Docker anew"));
        }
    }

    static Obstacle refusal(Path socket, SocketException e) {
        return String.valueOf(e.getMessage()).contains("Permission denied")
                ? new Obstacle(
                        "you may not use %s".formatted(socket),
                        "Join the group docker (sudo usermod -aG docker $USER, then log in anew)")
                : noAnswer(socket, e, START);
    }

    private static Obstacle noAnswer(Path socket, IOException e, String remedy) {
        return new Obstacle("the engine on %s does not answer: %s".formatted(socket, e.getMessage()), remedy);
    }

    private static String ask(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw new IOException("it was silent for %d s".formatted(PATIENCE.toSeconds()));
            }
            ByteBuffer answer = ByteBuffer.allocate(256);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    /**
     * Why no engine can be used.
     *
     * @param reason the rest of a sentence: {@code because ...}
     * @param remedy a sentence without its end: what lets it be used
     */
    public record Obstacle(String reason, String remedy) {}
}
