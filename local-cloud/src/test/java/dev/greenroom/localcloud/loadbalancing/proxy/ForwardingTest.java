package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
    private final TestTarget target = new TestTarget("a", this::answer);
    private final TestBalancer balancer = new TestBalancer(target);
    private volatile TestTarget.Manners manners = (request, connection) -> connection.say("a");
    private TestClient client;

    private boolean answer(Message request, TestTarget.Connection connection) throws IOException {
        return manners.answer(request, connection);
    }

    private static boolean sendsAtOnce(SocketChannel channel) {
        return channel.config().isTcpNoDelay();
    }

    @BeforeEach
    void connect() throws IOException {
        client = balancer.connect();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        target.close();
        balancer.close();
    }

    private Message ask(String head) throws IOException {
        return client.send(head.replace("\n", "\r\n") + "\r\n").answer();
    }

    private void answers(String answer) {
        manners = (request, connection) -> connection.write(answer.replace("\n", "\r\n"));
    }

    @Nested
    class Headers {
        @Test
        void targets_learn_who_asks_and_how() throws IOException {
            ask("GET / HTTP/1.1\nHost: shop.example.com:8080\n");

            Message request = target.lastRequest();
            assertThat(request.header("Host")).isEqualTo("shop.example.com:8080");
            assertThat(request.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(request.header("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(request.header("X-Forwarded-Port")).isEqualTo("80");
            assertThat(request.header("X-Amzn-Trace-Id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        }

        @Test
        void a_client_can_add_to_the_forwarded_addresses_but_not_choose_protocol_and_port() throws IOException {
            ask("GET / HTTP/1.1\nHost: h\nX-Forwarded-For: 10.0.0.1\nx-forwarded-for: 10.0.0.2, 10.0.0.3\n"
                    + "X-Forwarded-Proto: https\nX-Forwarded-Port: 443\n");

            Message request = target.lastRequest();
            assertThat(request.header("X-Forwarded-For")).isEqualTo("10.0.0.1, 10.0.0.2, 10.0.0.3, 127.0.0.1");
            assertThat(request.header("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(request.header("X-Forwarded-Port")).isEqualTo("80");
        }

        @Test
        void headers_for_the_next_hop_only_go_no_further() throws IOException {
            ask("GET / HTTP/1.1\nHost: h\nConnection: keep-alive, X-Secret, host\nX-Secret: 1\nKeep-Alive: 5\n"
                    + "TE: trailers\nProxy-Connection: keep-alive\nUpgrade: websocket\nX-Other: 2\n");

            Message request = target.lastRequest();
            assertThat(request.headers())
                    .extracting(line -> line.substring(0, line.indexOf(':')))
                    .containsExactly(
                            "Host",
                            "X-Other",
                            "X-Forwarded-For",
                            "X-Forwarded-Proto",
                            "X-Forwarded-Port",
                            "X-Amzn-Trace-Id");
        }

        @Test
        void headers_of_a_target_for_the_next_hop_only_go_no_further() throws IOException {
            answers("HTTP/1.1 200 OK\nServer: mine\nKeep-Alive: timeout=5\nConnection: keep-alive, X-Hop\nX-Hop: 1\n"
                    + "Content-Length: 0\n\n");

            assertThat(client.get("/").headers())
                    .containsExactly("Server: mine", "Content-Length: 0", "Connection: keep-alive");
        }

        @Test
        void a_trace_that_the_client_began_goes_on() throws IOException {
            ask("GET / HTTP/1.1\nHost: h\nX-Amzn-Trace-Id: Self=1-0-0;Root=1-67891233-abcdef012345678912345678;k=v\n");

            assertThat(target.lastRequest().header("X-Amzn-Trace-Id"))
                    .matches("Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-67891233-abcdef012345678912345678;k=v");
        }

        @Test
        void a_header_without_a_name_we_know_passes_as_it_came() throws IOException {
            ask("GET / HTTP/1.1\nHost: h\nx-Mixed_CASE.1:  a \t b\u00e4  \n");

            assertThat(target.lastRequest().headers()).contains("x-Mixed_CASE.1:  a \t b\u00e4");
        }
    }

    @Nested
    class Requests {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a|b^c%zz%2F..%2f/../x?q={1}&r=[2]#f",
                    "/\u00fc",
                    "//double//slash",
                    "http://other.example.com/x?y",
                })
        void the_target_of_a_request_passes_as_it_came(String uri) throws IOException {
            assertThat(client.get(uri).status()).isEqualTo(200);

            assertThat(target.lastRequest().target()).isEqualTo(uri);
        }

        @Test
        void pipelined_requests_are_all_answered_in_their_order() throws IOException {
            manners = (request, connection) -> connection.say(request.target());
            String four = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                    + "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                    + "POST /3 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                    + "GET /4 HTTP/1.1\r\nHost: h\r\n\r\n";

            client.send(four);

            for (String expected : List.of("/1", "/2", "/3", "/4")) {
                assertThat(client.answer().text()).isEqualTo(expected);
            }
        }

        @Test
        void a_request_may_come_byte_by_byte() throws IOException {
            String request = "\r\nPOST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3;ext=1\r\nabc\r\n0010\r\n0123456789abcdef\r\n0\r\nTrailer: 1\r\n\r\n";

            for (char c : request.toCharArray()) {
                client.send(String.valueOf(c));
            }

            assertThat(client.answer().text()).isEqualTo("a");
            assertThat(target.lastRequest().text()).isEqualTo("abc0123456789abcdef");
        }

        @Test
        void requests_and_answers_may_be_cut_anywhere() throws IOException {
            Random random = new Random(3);
            manners = (request, connection) -> {
                String chunk = "%x\r\n%s\r\n".formatted(request.text().length(), request.text());
                String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + (request.text().isEmpty() ? "" : chunk) + "0\r\n\r\n";
                for (String piece : cut(answer, random)) {
                    connection.write(piece);
                }
                return true;
            };
            List<String> bodies = random.ints(100, 0, 50).mapToObj("x"::repeat).toList();
            String requests = bodies.stream()
                    .map(body -> "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .collect(Collectors.joining());

            for (String piece : cut(requests, random)) {
                client.send(piece);
            }

            for (String body : bodies) {
                assertThat(client.answer().text()).isEqualTo(body);
            }
        }

        private static List<String> cut(String text, Random random) {
            List<String> pieces = new ArrayList<>();
            for (int start = 0;
                    start < text.length();
                    start += pieces.get(pieces.size() - 1).length()) {
                int length = 1 + random.nextInt(60);
                pieces.add(text.substring(start, Math.min(text.length(), start + length)));
            }
            return pieces;
        }

        @Test
        void a_client_that_asks_before_it_sends_its_body_may_send_it_at_once() throws IOException {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(Message.readHead(client.in()).status()).isEqualTo(100);

            assertThat(client.send("hello").answer().status()).isEqualTo(200);

            assertThat(target.lastRequest().text()).isEqualTo("hello");
            assertThat(target.lastRequest().hasHeader("Expect")).isFalse();
        }

        /** Nagle's algorithm would hold the end of each back, until a late acknowledgement. */
        @Test
        void posts_of_64_KiB_do_not_stall() throws IOException {
            byte[] body = new byte[64 * 1024];
            new Random(1).nextBytes(body);
            NoticedChannels channels = new NoticedChannels();
            try (TestBalancer noticed =
                            new TestBalancer(new Proxy(channels.transport(), TargetTimeouts.ofAws()), target);
                    TestClient other = noticed.connect()) {
                for (int i = 0; i < 25; i++) {
                    assertThat(other.post("/", body).status()).isEqualTo(200);
                    assertThat(target.lastRequest().body()).isEqualTo(body);
                }

                assertThat(channels.fromClients()).singleElement().matches(ForwardingTest::sendsAtOnce);
                assertThat(channels.toTargets()).singleElement().matches(ForwardingTest::sendsAtOnce);
            }
        }

        @Test
        void a_client_of_HTTP_1_0_gets_its_answer_without_chunks_and_then_the_end() throws IOException {
            answers("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n");

            Message answer = ask("GET / HTTP/1.0\n");

            assertThat(answer.hasHeader("Transfer-Encoding")).isFalse();
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.text()).isEqualTo("abcde");
            assertThat(target.lastRequest().firstLine()).isEqualTo("GET / HTTP/1.1");
            assertThat(target.lastRequest().header("Host")).startsWith("127.0.0.1:");
        }

        @Test
        void a_client_of_HTTP_1_0_may_keep_its_connection() throws IOException {
            assertThat(ask("GET / HTTP/1.0\nConnection: Keep-Alive\n").header("Connection"))
                    .isEqualTo("keep-alive");
            assertThat(ask("GET / HTTP/1.0\n").header("Connection")).isEqualTo("close");
            assertThat(client.seesTheEnd()).isTrue();
        }

        @Test
        void a_client_that_wants_to_close_gets_its_answer_first() throws IOException {
            assertThat(ask("GET / HTTP/1.1\nHost: h\nConnection: close\n").header("Connection"))
                    .isEqualTo("close");
            assertThat(client.seesTheEnd()).isTrue();
        }

        @Test
        void a_connection_older_than_its_keep_alive_ends_with_the_next_answer() throws IOException {
            balancer.configured(config -> config.withClientKeepAlive(Duration.ofNanos(1)));

            assertThat(client.get("/").header("Connection")).isEqualTo("close");
            assertThat(client.seesTheEnd()).isTrue();
        }
    }

    @Nested
    class Answers {
        @Test
        void an_answer_of_1_MiB_arrives_whole() throws IOException {
            byte[] body = new byte[1024 * 1024];
            new Random(2).nextBytes(body);
            manners = (request, connection) -> {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
                connection.out().write(body);
                return true;
            };

            assertThat(client.get("/").body()).isEqualTo(body);
            assertThat(client.get("/").body()).isEqualTo(body);
        }

        @Test
        void chunks_pass_as_they_came() throws IOException {
            answers("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3;x=1\nabc\n0\nTrailer: 1\n\n");

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(Message.readHead(client.in()).header("Transfer-Encoding"))
                    .isEqualTo("chunked");
            String rest = "3;x=1\r\nabc\r\n0\r\nTrailer: 1\r\n\r\n";
            assertThat(Message.readExactly(client.in(), rest.length()))
                    .asString()
                    .isEqualTo(rest);
        }

        @Test
        void an_answer_to_HEAD_has_a_length_and_no_body() throws IOException {
            answers("HTTP/1.1 200 OK\nContent-Length: 1000\n\n");

            client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(Message.readHead(client.in()).header("Content-Length")).isEqualTo("1000");
            assertThat(client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")).isNotNull();
            assertThat(Message.readHead(client.in()).status()).isEqualTo(200);
            assertThat(target.accepted()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"204 No Content", "304 Not Modified"})
        void an_answer_without_content_has_no_body(String status) throws IOException {
            answers("HTTP/1.1 " + status + "\nETag: 1\n\n");

            assertThat(client.get("/").firstLine()).isEqualTo("HTTP/1.1 " + status);
            assertThat(client.get("/").header("ETag")).isEqualTo("1");
        }

        @Test
        void an_answer_that_only_the_connection_ends_arrives_whole() throws IOException {
            manners = (request, connection) -> {
                connection.write("HTTP/1.0 200 OK\r\n\r\nall of it");
                return false;
            };

            Message answer = client.get("/");

            assertThat(answer.firstLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.text()).isEqualTo("all of it");
        }

        @Test
        void early_hints_arrive_before_the_answer() throws IOException {
            answers("HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 200 OK\n"
                    + "Content-Length: 0\n\n");

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(Message.readHead(client.in()).header("Link")).isEqualTo("</a>");
            assertThat(client.answer().status()).isEqualTo(200);
        }

        @Test
        void an_answer_to_half_an_upload_arrives_and_the_rest_is_ignored() throws IOException {
            byte[] half = new byte[100_000];
            try (TestTarget strict = TestTarget.ofHeads("strict", (request, connection) -> {
                connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                connection.in().transferTo(OutputStream.nullOutputStream());
                return false;
            })) {
                balancer.targets(strict);

                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n")
                        .send(half);
                assertThat(client.answer().status()).isEqualTo(413);
                await().until(() -> strict.openConnections() == 0);

                balancer.targets(target);
                assertThat(client.send(half).get("/").text()).isEqualTo("a");
            }
        }
    }
}
