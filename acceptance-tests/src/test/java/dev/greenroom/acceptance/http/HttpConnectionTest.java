package dev.greenroom.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void reads_a_body_of_known_length() throws IOException {
        var answer = ask(
                "HTTP/1.1 200 OK\r\nServer: greenroom-service/1.1\r\nContent-Length: 5\r\n\r\nhello, this is the next");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.release()).isEqualTo("1.1");
    }

    @Test
    void reads_a_body_in_chunks() throws IOException {
        var answer = ask(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nEnd: yes\r\n\r\n");

        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.endsConnection()).isFalse();
    }

    @Test
    void passes_over_what_is_said_before_the_answer() throws IOException {
        var answer = ask("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.endsConnection()).isTrue();
    }

    @Test
    void knows_an_answer_of_the_load_balancer_itself() throws IOException {
        var answer = ask("HTTP/1.1 502 Bad Gateway\r\nServer: awselb/2.0\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.release()).isEqualTo("nobody");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                                              | the connection was closed without an answer
                    HTTP/1.1 200 OK\\r\\nServ                       | the connection was closed within the head of an answer
                    HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhe | the connection was closed after 2 of 9 bytes
                    SMTP\\r\\n                                      | 'SMTP' is no answer
                    """)
    void says_what_is_wrong_with_an_answer(String answer, String problem) {
        assertThatIOException()
                .isThrownBy(() -> ask(answer.replace("\\r", "\r").replace("\\n", "\n")))
                .withMessage(problem);
    }

    @Test
    void does_not_wait_for_ever() throws IOException {
        try (var server = ScriptedServer.start(request -> " ");
                var connection = HttpConnection.open(server.url(), Duration.ofMillis(50))) {
            assertThatIOException()
                    .isThrownBy(() ->
                            connection.ask(new HttpRequest("GET", server.url().resolve("/"), "", true)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static HttpAnswer ask(String answer) throws IOException {
        try (var server = ScriptedServer.start(request -> answer);
                var connection = HttpConnection.open(server.url(), PATIENCE)) {
            return connection.ask(new HttpRequest("GET", server.url().resolve("/"), "", false));
        }
    }
}
