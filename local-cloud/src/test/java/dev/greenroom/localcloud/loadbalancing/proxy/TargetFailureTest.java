package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFailureTest {
    /** Longer than any client waits: an answer comes because something happened, and not because nothing did. */
    private static final Duration MINUTES = Duration.ofMinutes(10);

    private final CountDownLatch released = new CountDownLatch(1);
    private final TestTarget a = new TestTarget("a", this::answer);
    private final TestTarget b = new TestTarget("b");
    private TestBalancer balancer = new TestBalancer(
                    new Proxy(Transport.best(), new TargetTimeouts(MINUTES, MINUTES)), a)
            .withIdleTimeout(MINUTES);

    /** Answers at once, but for /slow, which waits until the test lets it go. */
    private boolean answer(Message request, TestTarget.Connection connection) throws IOException {
        if (request.target().equals("/slow")) {
            waitUntilReleased();
        }
        return connection.say("a");
    }

    private void waitUntilReleased() {
        await().until(() -> released.getCount() == 0);
    }

    @AfterEach
    void close() throws IOException {
        released.countDown();
        a.close();
        b.close();
        balancer.close();
    }

    @Nested
    class A_target_that_ends {
        @Test
        void by_SIGTERM_while_in_rotation_fails_no_GET() throws IOException {
            balancer.targets(a, b);
            try (Load load = Load.of(balancer, 8, Load.GET)) {
                load.awaitMore(200);
                a.terminate();
                load.awaitMore(400);

                assertThat(load.failures()).isEmpty();
            }
        }

        @Test
        void by_SIGTERM_while_in_rotation_fails_a_POST_only_if_its_bytes_may_have_arrived() throws IOException {
            balancer.targets(a, b);
            try (Load load = Load.of(balancer, 8, Load.POST)) {
                load.awaitMore(200);
                a.terminate();
                load.awaitMore(400);

                assertThat(load.failures().keySet()).isSubsetOf("HTTP/1.1 502 Bad Gateway");
                assertThat(load.failures().values()).allMatch(count -> count <= 8);
            }
        }

        @Test
        void by_SIGKILL_and_stays_in_rotation_fails_no_GET() throws IOException {
            balancer.targets(a, b);
            try (Load slow = Load.of(balancer, 4, Load.SLOW_GET);
                    Load load = Load.of(balancer, 8, Load.GET)) {
                load.awaitMore(200);
                await().until(() -> a.requests().stream()
                        .anyMatch(request -> request.target().equals("/slow")));
                a.kill();
                load.awaitMore(400);
                slow.awaitMore(50);

                assertThat(load.failures()).isEmpty();
                assertThat(slow.failures()).isEmpty();
            }
        }

        @Test
        void by_SIGKILL_answers_a_POST_in_flight_with_502_at_once() throws IOException {
            try (TestClient client = balancer.connect()) {
                client.send("POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
                await().until(() -> !a.requests().isEmpty());
                balancer.targets(a, b);
                a.kill();

                assertThat(client.answer().firstLine()).isEqualTo("HTTP/1.1 502 Bad Gateway");
                assertThat(b.requests()).isEmpty();
            }
        }

        @Test
        void a_POST_that_never_left_goes_elsewhere() throws IOException {
            a.kill();
            balancer.targets(a, b);
            try (TestClient client = balancer.connect()) {
                for (int i = 0; i < 4; i++) {
                    assertThat(client.post("/", new byte[100_000]).text()).isEqualTo("b");
                }
                assertThat(b.requests()).allMatch(request -> request.body().length == 100_000);
            }
        }

        @Test
        void the_target_just_tried_is_not_asked_again() throws IOException {
            TestTarget rude = new TestTarget("rude", (request, connection) -> connection.reset());
            balancer.targets(rude);
            try (rude) {
                assertThat(balancer.get("/").status()).isEqualTo(502);
                assertThat(rude.requests()).hasSize(1);
            }
        }

        @Test
        void a_POST_is_not_sent_again_even_without_a_body() throws IOException {
            TestTarget rude = new TestTarget("rude", (request, connection) -> connection.reset());
            balancer.targets(rude, b);
            try (rude;
                    TestClient client = balancer.connect()) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n".repeat(2));

                assertThat(List.of(client.answer().status(), client.answer().status()))
                        .containsExactlyInAnyOrder(200, 502);
            }
        }

        @Test
        void of_all_targets_at_most_three_are_asked() throws IOException {
            TestTarget.Manners reset = (request, connection) -> connection.reset();
            try (TestTarget one = new TestTarget("1", reset);
                    TestTarget two = new TestTarget("2", reset);
                    TestTarget three = new TestTarget("3", reset);
                    TestTarget four = new TestTarget("4", reset)) {
                balancer.targets(one, two, three, four);

                assertThat(balancer.get("/").status()).isEqualTo(502);
                assertThat(List.of(one, two, three, four))
                        .extracting(target -> target.requests().size())
                        .containsExactlyInAnyOrder(1, 1, 1, 0);
            }
        }

        @Test
        void as_the_only_one_gives_502_until_it_is_back() throws IOException {
            try (TestClient client = balancer.connect()) {
                assertThat(client.get("/").text()).isEqualTo("a");
                a.kill();
                for (int i = 0; i < 3; i++) {
                    Message answer = client.get("/");

                    assertThat(answer.firstLine()).isEqualTo("HTTP/1.1 502 Bad Gateway");
                    assertThat(answer.header("Connection")).isEqualTo("keep-alive");
                }

                try (TestTarget back = TestTarget.onPort("back", a.port())) {
                    assertThat(client.get("/").text()).isEqualTo("back");
                    assertThat(back.requests()).hasSize(1);
                }
            }
        }
    }

    @Nested
    class An_answer_that_breaks_off {
        @ParameterizedTest
        @ValueSource(strings = {"Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nabc"})
        void cuts_the_connection_of_the_client(String answer) throws IOException {
            TestTarget dying = new TestTarget("dying", (request, connection) -> {
                connection.write("HTTP/1.1 200 OK\r\n" + answer);
                return false;
            });
            balancer.targets(dying, b);
            try (dying;
                    TestClient client = balancer.connect()) {
                balancer.targets(dying);

                assertThatThrownBy(() -> client.get("/")).isInstanceOf(EOFException.class);
            }
        }

        @Test
        void by_a_reset_does_not_look_whole_when_only_the_end_would_end_it() throws IOException {
            TestTarget dying = new TestTarget("dying", (request, connection) -> {
                connection.write("HTTP/1.1 200 OK\r\n\r\nhalf of it");
                waitUntilReleased();
                return connection.reset();
            });
            balancer.targets(dying);
            try (dying;
                    TestClient client = balancer.connect()) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(Message.readHead(client.in()).status()).isEqualTo(200);
                Message.readExactly(client.in(), "half of it".length());
                released.countDown();

                assertThatThrownBy(client::seesTheEnd).hasMessageContaining("reset");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "HTTP/1.1 200",
                    "what?\r\n\r\n",
                    "HTTP/2 200 OK\r\n\r\n",
                    "HTTP/1.1 abc OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nX : 1\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                    "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                })
        void before_its_head_is_complete_and_well_formed_is_a_502(String answer) throws IOException {
            TestTarget odd = new TestTarget("odd", (request, connection) -> {
                connection.write(answer);
                return false;
            });
            balancer.targets(odd);
            try (odd;
                    TestClient client = balancer.connect()) {
                assertThat(client.get("/").status()).isEqualTo(502);
            }
        }

        @Test
        void with_a_head_larger_than_32_KiB_is_a_502() throws IOException {
            String header = "X-A: " + "a".repeat(8192) + "\r\n";
            TestTarget talkative = new TestTarget(
                    "talkative", (request, connection) -> connection.write("HTTP/1.1 200 OK\r\n" + header.repeat(5)));
            balancer.targets(talkative);
            try (talkative) {
                assertThat(balancer.get("/").status()).isEqualTo(502);
            }
        }
    }

    @Nested
    class Without_a_target {
        @Test
        void requests_are_answered_with_503_in_the_form_of_AWS() throws IOException {
            balancer.targets();
            try (TestClient client = balancer.connect()) {
                Message answer = client.get("/");

                assertThat(answer.firstLine()).isEqualTo("HTTP/1.1 503 Service Temporarily Unavailable");
                assertThat(answer.header("Server")).isEqualTo("awselb/2.0");
                assertThat(answer.header("Content-Type")).isEqualTo("text/html");
                assertThat(answer.header("Content-Length")).isEqualTo("162");
                assertThat(answer.hasHeader("Date")).isTrue();
                assertThat(answer.text())
                        .isEqualTo(
                                "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n"
                                        + "<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n");
            }
        }

        @Test
        void the_connection_goes_on_even_after_an_upload() throws IOException {
            balancer.targets();
            try (TestClient client = balancer.connect()) {
                assertThat(client.post("/", new byte[200_000]).status()).isEqualTo(503);
                balancer.targets(b);

                assertThat(client.get("/").text()).isEqualTo("b");
            }
        }

        @Test
        void a_target_that_nothing_reaches_gives_504() throws IOException {
            balancer.close();
            balancer = new TestBalancer(
                    new Proxy(Transport.best(), new TargetTimeouts(Duration.ofMillis(200), Duration.ofSeconds(60))));
            try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket first = new Socket(deaf.getInetAddress(), deaf.getLocalPort());
                    Socket second = new Socket(deaf.getInetAddress(), deaf.getLocalPort())) {
                assertThat(List.of(first, second)).allMatch(Socket::isConnected);
                InetSocketAddress address = new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort());
                balancer.pool().targets(List.of(new Target("deaf", address)));

                assertThat(balancer.get("/").firstLine()).isEqualTo("HTTP/1.1 504 Gateway Time-out");
            }
        }
    }

    @Nested
    class A_target_taken_out {
        @Test
        void finishes_what_is_in_flight_while_others_get_the_rest() throws IOException {
            try (TestClient inFlight = balancer.connect()) {
                inFlight.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
                await().until(() -> !a.requests().isEmpty());
                balancer.targets(b);
                var idle = balancer.pool().whenIdle(a.target()).toCompletableFuture();
                assertThat(balancer.get("/").text()).isEqualTo("b");
                assertThat(balancer.pool().inFlight(a.target())).isEqualTo(1);
                assertThat(idle).isNotDone();

                released.countDown();

                assertThat(inFlight.answer().text()).isEqualTo("a");
                assertThat(idle).succeedsWithin(Duration.ofSeconds(1));
                assertThat(balancer.pool().inFlight(a.target())).isZero();
                await().until(() -> a.openConnections() == 0);
            }
        }

        @Test
        void is_left_alone_by_idle_connections_at_once() throws IOException {
            assertThat(balancer.get("/").text()).isEqualTo("a");
            await().until(() -> a.openConnections() == 1);

            balancer.targets(b);

            await().until(() -> a.openConnections() == 0);
        }

        @Test
        void and_given_up_leaves_a_502_to_the_client() throws IOException {
            try (TestClient inFlight = balancer.connect()) {
                inFlight.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
                await().until(() -> !a.requests().isEmpty());
                balancer.targets(b);
                balancer.pool().cut(a.target());

                assertThat(inFlight.answer().status()).isEqualTo(502);
                assertThat(balancer.pool().inFlight(a.target())).isZero();
            }
        }
    }
}
