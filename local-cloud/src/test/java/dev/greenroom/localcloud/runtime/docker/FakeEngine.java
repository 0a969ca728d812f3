package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** What answers on a socket as a Docker engine would that is in trouble. */
final class FakeEngine implements AutoCloseable {
    private static final String INFO =
            "{\"Architecture\":\"x86_64\",\"NCPU\":2,\"ServerVersion\":\"27.0\",\"OperatingSystem\":\"Linux\"}";

    private final Path socket;
    private final ServerSocketChannel listener;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Thread acceptor = new Thread(this::accept, "fake-engine");

    private record Answer(int status, String body) {}

    private static final Answer NEVER = new Answer(0, "");

    private FakeEngine(Path socket, ServerSocketChannel listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /** One that answers to a ping and tells about itself. */
    static FakeEngine start(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        FakeEngine engine =
                new FakeEngine(socket, listener).answer("GET /_ping", 200, "OK").answer("GET /info", 200, INFO);
        engine.acceptor.setDaemon(true);
        engine.acceptor.start();
        return engine;
    }

    /** The next answer to requests that begin so, without the API's version; the last one is given again and again. */
    FakeEngine answer(String request, int status, String body) {
        answers.computeIfAbsent(request, each -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    /** Requests that begin so wait as long as the engine lives. */
    FakeEngine keepWaiting(String request) {
        answers.computeIfAbsent(request, each -> new ArrayDeque<>()).add(NEVER);
        return this;
    }

    /** Methods and paths of what was asked. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    DockerEngine connect() {
        DockerClient client = DockerClientProviderStrategy.getClientForConfig(TransportConfig.builder()
                .dockerHost(URI.create("unix://" + socket))
                .build());
        return DockerEngine.of(client, sentence -> {});
    }

    /** As a crash would: what is under way is cut off. */
    @Override
    public void close() {
        close(listener);
        try {
            acceptor.join(); // until then it accepts whoever comes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(FakeEngine::close);
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel connection = listener.accept();
                open.add(connection);
                Thread thread = new Thread(() -> serve(connection), "fake-engine-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // it was closed
            }
        }
    }

    /** One request a connection. */
    private void serve(SocketChannel connection) {
        try {
            String request = head(connection).replaceFirst("/v1\\.\\d+/", "/");
            asked.add(request);
            Answer answer = next(request);
            if (answer != NEVER) {
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                String head =
                        "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                                .formatted(answer.status(), body.length);
                connection.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
                connection.write(ByteBuffer.wrap(body));
                close(connection);
            }
        } catch (IOException e) {
            close(connection);
        }
    }

    private synchronized Answer next(String request) {
        return answers.entrySet().stream()
                .filter(entry -> request.startsWith(entry.getKey()))
                .map(entry -> entry.getValue().size() > 1
                        ? entry.getValue().remove()
                        : entry.getValue().element())
                .findFirst()
                .orElseGet(() -> new Answer(501, "{\"message\":\"nobody expects %s\"}".formatted(request)));
    }

    /** {@code METHOD PATH}; the body is read too, so that the client is not cut off while it sends. */
    private static String head(SocketChannel connection) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        while (!isWhole(all.toString(StandardCharsets.UTF_8))) {
            buffer.clear();
            if (connection.read(buffer) < 0) {
                throw new IOException("cut off");
            }
            all.write(buffer.array(), 0, buffer.position());
        }
        String[] words = all.toString(StandardCharsets.UTF_8).split(" ", 3);
        return words[0] + " " + words[1];
    }

    private static boolean isWhole(String request) {
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = request.substring(0, end).toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            return request.endsWith("0\r\n\r\n");
        }
        int length = head.indexOf("content-length: ");
        return length < 0
                || request.getBytes(StandardCharsets.UTF_8).length - end - 4
                        >= Integer.parseInt(
                                head.substring(length + 16).split("\r\n")[0].strip());
    }

    private static void close(AutoCloseable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
