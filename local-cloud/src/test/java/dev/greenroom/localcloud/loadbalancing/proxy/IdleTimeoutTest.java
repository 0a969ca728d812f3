package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleTimeoutTest {
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(400);

    private final TestTarget target = TestTarget.ofHeads("a", IdleTimeoutTest::answer);
    private final TestBalancer balancer = new TestBalancer(target).withIdleTimeout(IDLE_TIMEOUT);

    private static boolean answer(Message request, TestTarget.Connection connection) throws IOException {
        switch (request.target()) {
            case "/slow" -> Silence.of(IDLE_TIMEOUT.dividedBy(2));
            case "/stream", "/stalling-stream" -> stream(request.target(), connection);
            case "/silent", "/upload" -> {
                connection.in().transferTo(OutputStream.nullOutputStream());
                return false;
            }
            default -> {}
        }
        return connection.say("a");
    }

    /** Lasts twice the idle timeout, but is never silent for more than a quarter of it. */
    private static void stream(String path, TestTarget.Connection connection) throws IOException {
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int event = 0; event < 8; event++) {
            Silence.of(IDLE_TIMEOUT.dividedBy(4));
            connection.write("7\r\nevent " + event + "\r\n");
        }
        if (path.equals("/stalling-stream")) {
            connection.in().transferTo(OutputStream.nullOutputStream());
        }
        connection.write("0\r\n\r\n");
    }

    @AfterEach
    void close() throws IOException {
        target.close();
        balancer.close();
    }

    @Test
    void a_target_that_says_nothing_for_so_long_is_a_504() throws IOException {
        try (TestClient client = balancer.connect()) {
            Message answer = client.get("/silent");

            assertThat(answer.firstLine()).isEqualTo("HTTP/1.1 504 Gateway Time-out");
            await().until(() -> target.openConnections() == 0);
            assertThat(client.get("/").text()).isEqualTo("a");
        }
    }

    @Test
    void an_answer_that_is_slower_but_comes_in_time_arrives() throws IOException {
        assertThat(balancer.get("/slow").text()).isEqualTo("a");
    }

    @Test
    void a_stream_that_sends_now_and_then_lives_on() throws IOException {
        assertThat(balancer.get("/stream").text()).endsWith("event 7").hasSize(8 * 7);
    }

    @Test
    void a_stream_that_stops_sending_is_cut() throws IOException {
        try (TestClient client = balancer.connect()) {
            assertThatThrownBy(() -> client.get("/stalling-stream")).isInstanceOf(EOFException.class);
            await().until(() -> target.openConnections() == 0);
        }
    }

    @Test
    void a_client_that_asks_nothing_is_closed() throws IOException {
        try (TestClient fresh = balancer.connect();
                TestClient used = balancer.connect()) {
            used.get("/");

            assertThat(fresh.seesTheEnd()).isTrue();
            assertThat(used.seesTheEnd()).isTrue();
        }
    }

    @Test
    void a_client_that_sends_half_a_head_is_told_and_closed() throws IOException {
        try (TestClient client = balancer.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h");

            assertThat(client.answer().firstLine()).isEqualTo("HTTP/1.1 408 Request Timeout");
            assertThat(client.seesTheEnd()).isTrue();
        }
    }

    @Test
    void a_client_that_sends_half_a_body_is_told_and_closed_and_so_is_the_target() throws IOException {
        try (TestClient client = balancer.connect()) {
            client.send("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");

            assertThat(client.answer().firstLine()).isEqualTo("HTTP/1.1 408 Request Timeout");
            assertThat(client.seesTheEnd()).isTrue();
            await().until(() -> target.accepted() == 1 && target.openConnections() == 0);
        }
    }

    @Test
    void a_client_that_leaves_a_stream_ends_it_for_the_target() throws IOException {
        balancer.withIdleTimeout(Duration.ofMinutes(1));
        try (TestClient client = balancer.connect()) {
            client.send("GET /silent HTTP/1.1\r\nHost: h\r\n\r\n");
            await().until(() -> !target.requests().isEmpty());
        }
        await().until(() -> target.openConnections() == 0);
        assertThat(balancer.pool().inFlight(target.target())).isZero();
    }

    @Test
    void idle_connections_to_targets_end_after_a_while() throws IOException {
        TargetTimeouts hasty = new TargetTimeouts(Duration.ofSeconds(10), Duration.ofMillis(50));
        try (TestBalancer other = new TestBalancer(new Proxy(Transport.best(), hasty), target)) {
            other.get("/");

            await().until(() -> target.accepted() == 1 && target.openConnections() == 0);
        }
    }
}
