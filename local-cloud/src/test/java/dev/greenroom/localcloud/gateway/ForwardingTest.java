package dev.greenroom.localcloud.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

class ForwardingTest {
    private static final int LARGE = 10_000_000;

    private FakeLocalStack localStack;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        localStack = new FakeLocalStack();
        gateway = Gateway.start(0, List.of(), Map.of(), localStack::uri);
    }

    @AfterEach
    void stop() {
        gateway.close();
        localStack.close();
    }

    @Test
    void passes_on_target_and_headers_as_they_are() throws Exception {
        localStack.answers("there");

        String answer = exchange("""
                GET /a//b%2Fc/../d%25?x={"y"}|&list&z=%20+ HTTP/1.1
                Host: bucket.s3.eu-central-1.localhost:4566
                Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0
                X-Amz-Meta-Name: one
                X-Amz-Meta-Name: two
                User-Agent: curl/8
                Accept-Encoding: gzip
                Connection: close

                """);

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("there");
        FakeLocalStack.Received received = received();
        assertThat(received.target()).isEqualTo("/a//b%2Fc/../d%25?x=%7B%22y%22%7D%7C&list&z=%20+");
        assertThat(received.headers().get("Host")).isEqualTo("bucket.s3.eu-central-1.localhost:4566");
        assertThat(received.headers().getValuesList("X-Amz-Meta-Name")).containsExactly("one", "two");
        assertThat(received.headers().get("User-Agent")).isEqualTo("curl/8");
        assertThat(received.headers().get("Accept-Encoding")).isEqualTo("gzip");
        assertThat(received.headers().getFieldNamesCollection())
                .doesNotContain("Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host");
    }

    @Test
    void passes_on_answers_as_they_are() throws Exception {
        localStack.answers((body, response, out) -> {
            response.setStatus(307);
            response.getHeaders().add("Location", "http://elsewhere/");
            response.getHeaders().add("Date", "Sun, 22 Nov 2026 05:00:00 GMT");
            response.getHeaders().add("Server", "upstream");
            response.getHeaders().add("Content-Encoding", "gzip");
            out.write("not really".getBytes(UTF_8));
        });

        String answer = exchange("""
                DELETE / HTTP/1.1
                Host: localhost
                Connection: close

                """);

        assertThat(answer)
                .startsWith("HTTP/1.1 307 ")
                .contains("Location: http://elsewhere/\r\n")
                .containsOnlyOnce("Date: ")
                .contains("Date: Sun, 22 Nov 2026 05:00:00 GMT\r\n")
                .containsOnlyOnce("Server: ")
                .contains("Content-Encoding: gzip\r\n")
                .contains("not really");
        assertThat(received().method()).isEqualTo("DELETE");
    }

    @Test
    void passes_on_the_length_of_what_a_head_request_does_not_get() throws Exception {
        localStack.answers((body, response, out) -> response.getHeaders().put("Content-Length", 12_345));

        String answer = exchange("""
                HEAD /bucket/key HTTP/1.1
                Host: localhost
                Connection: close

                """);

        assertThat(answer).contains("Content-Length: 12345\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void tells_a_client_that_waits_to_continue() throws Exception {
        try (Socket socket = connect()) {
            send(socket, """
                    PUT /bucket/key HTTP/1.1
                    Host: localhost
                    Content-Length: 5
                    Expect: 100-continue
                    Connection: close

                    """);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            assertThat(reader.readLine()).isEqualTo("HTTP/1.1 100 Continue");

            send(socket, "hello");

            assertThat(reader.lines()).contains("HTTP/1.1 200 OK").endsWith("hello");
        }
        assertThat(received().headers().getFieldNamesCollection()).doesNotContain("Expect");
    }

    @Test
    void streams_a_request_while_the_client_still_sends() throws Exception {
        var first = new CompletableFuture<Integer>();
        localStack.answers((body, response, out) -> {
            first.complete(body.read());
            out.write(body.readAllBytes());
        });
        try (Socket socket = connect()) {
            send(socket, """
                    PUT /bucket/key HTTP/1.1
                    Host: localhost
                    Content-Length: 3
                    Connection: close

                    a""");

            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo('a');

            send(socket, "bc");
            assertThat(read(socket)).contains("bc");
        }
    }

    @Test
    void streams_an_answer_while_localstack_still_sends() throws Exception {
        var seen = new CountDownLatch(1);
        localStack.answers((body, response, out) -> {
            out.write("first\n".getBytes(UTF_8));
            out.flush();
            seen.await();
            out.write("second".getBytes(UTF_8));
        });
        try (Socket socket = connect()) {
            send(socket, """
                    GET /bucket/key HTTP/1.1
                    Host: localhost
                    Connection: close

                    """);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            while (!reader.readLine().contains("first")) {}

            seen.countDown();

            assertThat(reader.lines()).anyMatch(line -> line.contains("second"));
        }
    }

    @Test
    void keeps_the_body_of_a_form_that_nobody_here_knows() throws Exception {
        String form = "Action=GetCallerIdentity&Version=2011-06-15";

        String answer = exchange("""
                POST / HTTP/1.1
                Host: localhost
                Content-Type: application/x-www-form-urlencoded; charset=utf-8
                Content-Length: %d
                Connection: close

                %s""".formatted(form.length(), form));

        assertThat(answer).endsWith(form);
        assertThat(received().headers().get("Content-Length")).isEqualTo("" + form.length());
    }

    @Nested
    class When_localstack_breaks_off {
        private static final String REQUEST = """
                GET /bucket/key HTTP/1.1
                Host: localhost
                Connection: close

                """;

        @Test
        void an_answer_that_has_begun_ends_too_early() throws Exception {
            localStack.answers((body, response, out) -> {
                response.getHeaders().put("Content-Length", 100);
                out.write("begun".getBytes(UTF_8));
                out.flush();
                breakOff(response);
            });

            assertThat(exchange(REQUEST)).contains("Content-Length: 100\r\n").endsWith("begun");
        }

        @Test
        void the_client_is_told_so_instead_of_an_answer() throws Exception {
            localStack.answers((body, response, out) -> breakOff(response));

            assertThat(exchange(REQUEST))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("<Code>LocalStackFailure</Code>")
                    .contains("LocalStack broke off before it answered");
        }

        private static void breakOff(Response response) {
            response.getRequest()
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
        }
    }

    @Nested
    class From_an_sdk_client {
        private S3Client s3;

        @BeforeEach
        void connect() {
            s3 = Clients.connect(S3Client.builder().forcePathStyle(true), gateway);
        }

        @AfterEach
        void close() {
            s3.close();
        }

        @Test
        void an_upload_of_ten_megabytes_arrives_in_its_own_chunks() throws Exception {
            var size = new CompletableFuture<Long>();
            localStack.answers(
                    (body, response, out) -> size.complete(body.transferTo(OutputStream.nullOutputStream())));

            s3.putObject(
                    request -> request.bucket("bucket").key("a b"),
                    RequestBody.fromContentProvider(() -> new ByteArrayInputStream(new byte[LARGE]), LARGE, "x/y"));

            assertThat(size.get()).isGreaterThan(LARGE);
            FakeLocalStack.Received received = received();
            assertThat(received.target()).isEqualTo("/bucket/a%20b");
            assertThat(received.headers().get("Content-Encoding")).isEqualTo("aws-chunked");
            assertThat(received.headers().get("X-Amz-Decoded-Content-Length")).isEqualTo("" + LARGE);
        }

        @Test
        void a_download_of_ten_megabytes_arrives() {
            localStack.answers((body, response, out) -> out.write(new byte[LARGE]));

            assertThat(s3.getObjectAsBytes(request -> request.bucket("bucket").key("key"))
                            .asByteArrayUnsafe())
                    .hasSize(LARGE);
        }

        @Test
        void a_call_without_localstack_says_what_is_missing() {
            localStack.close();

            assertThatThrownBy(s3::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503))
                    .hasMessageContaining("LocalStack, which stands for s3 here, can't be reached")
                    .hasMessageContaining("start the local cloud again");
        }

        @Test
        void a_call_before_localstack_runs_says_so_too() throws Exception {
            try (Gateway early = Gateway.start(0, List.of(), Map.of(), () -> {
                        throw new IllegalStateException("not yet");
                    });
                    SsmClient ssm = Clients.connect(SsmClient.builder(), early)) {
                assertThatThrownBy(() -> ssm.getParameter(request -> request.name("a")))
                        .isInstanceOf(SsmException.class)
                        .hasMessageContaining("can't be reached: it is not running");
            }
        }
    }

    private FakeLocalStack.Received received() throws InterruptedException {
        return localStack.received.poll(10, TimeUnit.SECONDS);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return read(socket);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(UTF_8));
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
}
