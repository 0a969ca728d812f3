package dev.greenroom.localcloud.runtime.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server on the other side can be instead of a fresh LocalStack. */
class LocalStackThatIsNotThereTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile String answer = "{\"session_id\": \"one\", \"greenroom\": \"used\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void one_that_was_used_and_does_not_end_is_named() {
        assertThatThrownBy(() -> start(address()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Tried for 1 s to use LocalStack at %s but it holds what another cloud left, and does not end"
                                + " when it is told to. Start it anew.",
                        address());
        assertThat(asked).contains("POST /_localstack/health").doesNotContain("PUT /_localstack/health");
    }

    @Test
    void another_program_is_told_from_localstack() {
        answer = "<html>Hello</html>";

        assertThatThrownBy(() -> start(address())).hasMessageContaining(address() + " is no LocalStack");
    }

    @Test
    void where_nobody_listens_is_named() throws IOException {
        URI nowhere = URI.create("http://127.0.0.1:" + Ports.free(InetAddress.getLoopbackAddress()));

        assertThatThrownBy(() -> start(nowhere))
                .hasMessageStartingWith("Tried for 1 s to use LocalStack at %s but nothing answers", nowhere);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void start(URI address) throws IOException, InterruptedException {
        try (ExternalLocalStack localStack = new ExternalLocalStack(address, Duration.ofSeconds(1))) {
            localStack.start();
        }
    }
}
