package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestTest {
    private final TestTarget target = new TestTarget("a");
    private final TestBalancer balancer = new TestBalancer(target);

    @AfterAll
    void close() throws IOException {
        target.close();
        balancer.close();
    }

    static Stream<Arguments> refused() {
        String get = "GET / HTTP/1.1\r\nHost: h\r\n";
        String post = "POST / HTTP/1.1\r\nHost: h\r\n";
        return Stream.of(
                Arguments.of("both ways of framing", 400, post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("two lengths", 400, post + "Content-Length: 3\r\nContent-Length: 4\r\n"),
                Arguments.of("a list of lengths", 400, post + "Content-Length: 3, 3\r\n"),
                Arguments.of("a signed length", 400, post + "Content-Length: +3\r\n"),
                Arguments.of("a negative length", 400, post + "Content-Length: -3\r\n"),
                Arguments.of("an endless length", 400, post + "Content-Length: 99999999999999999999\r\n"),
                Arguments.of("no length", 400, post + "Content-Length: \r\n"),
                Arguments.of("another coding", 400, post + "Transfer-Encoding: gzip, chunked\r\n"),
                Arguments.of(
                        "chunked twice", 400, post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("chunks in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("a space before the colon", 400, get + "X-A : 1\r\n"),
                Arguments.of("a folded header", 400, get + "X-A: 1\r\n 2\r\n"),
                Arguments.of("a header without a colon", 400, get + "X-A\r\n"),
                Arguments.of("a header without a name", 400, get + ": 1\r\n"),
                Arguments.of("a zero byte in a header", 400, get + "X-A: a\0b\r\n"),
                Arguments.of("a carriage return in a header", 400, get + "X-A: a\rb\r\n"),
                Arguments.of("a line feed only", 400, get + "X-A: a\n"),
                Arguments.of("two hosts", 400, get + "Host: i\r\n"),
                Arguments.of("no host", 400, "GET / HTTP/1.1\r\n"),
                Arguments.of("a space in the target", 400, "GET /a b HTTP/1.1\r\nHost: h\r\n"),
                Arguments.of("a control character in the target", 400, "GET /a\1b HTTP/1.1\r\nHost: h\r\n"),
                Arguments.of("no version", 400, "GET /\r\nHost: h\r\n"),
                Arguments.of("a version that is none", 400, "GET / HTTP/x\r\nHost: h\r\n"),
                Arguments.of("another version", 505, "GET / HTTP/2.0\r\nHost: h\r\n"),
                Arguments.of("a target without its slash", 400, "GET a HTTP/1.1\r\nHost: h\r\n"),
                Arguments.of("a tunnel", 400, "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n"),
                Arguments.of("TRACE", 405, "TRACE / HTTP/1.1\r\nHost: h\r\n"),
                Arguments.of("a line of 20 kB", 414, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n"),
                Arguments.of("a header of 20 kB", 400, get + "X-A: " + "a".repeat(20_000) + "\r\n"),
                Arguments.of("headers of 70 kB", 400, get + ("X-A: " + "a".repeat(9990) + "\r\n").repeat(7)),
                Arguments.of("31 addresses", 463, get + "X-Forwarded-For: 1" + ", 1".repeat(30) + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void is_refused_and_its_connection_closed(String name, int status, String head) throws IOException {
        int before = target.requests().size();
        try (TestClient client = balancer.connect()) {
            Message answer = client.send(head + "\r\n").answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Server")).isEqualTo("awselb/2.0");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.seesTheEnd()).isTrue();
            assertThat(target.requests()).hasSize(before);
        }
    }

    static Stream<String> brokenChunks() {
        return Stream.of(
                "x\r\n", "3\r\nabcd\r\n", "3\nabc\r\n", "-1\r\n", "3 \r\nabc\r\n", "ffffffffffffffffff\r\n", "\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenChunks")
    void chunks_that_are_none_are_refused(String chunk) throws IOException {
        try (TestClient client = balancer.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);

            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.seesTheEnd()).isTrue();
        }
    }

    @Test
    void a_client_that_still_sends_is_not_reset_before_it_can_read_why() throws IOException {
        try (TestClient client = balancer.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                client.send(new byte[50_000]);
            }

            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.seesTheEnd()).isTrue();
        }
    }

    @Test
    void an_error_has_its_page_also_after_a_request_without_a_body_in_its_answer() throws IOException {
        try (TestClient client = balancer.connect()) {
            client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(Message.readHead(client.in()).status()).isEqualTo(200);

            assertThat(client.send("?\r\n\r\n").answer().text()).contains("<h1>400 Bad Request</h1>");
        }
    }

    @Test
    void the_same_length_twice_passes_once() throws IOException {
        try (TestClient client = balancer.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc");

            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(target.lastRequest().header("Content-Length")).isEqualTo("3");
        }
    }

    @Test
    void a_head_of_60_kB_passes() throws IOException {
        String header = "X-A: " + "a".repeat(9990) + "\r\n";
        try (TestClient client = balancer.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n" + header.repeat(6) + "\r\n");

            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(target.lastRequest().header("X-A")).hasSize(6 * 9990 + 10);
        }
    }
}
