package dev.greenroom.acceptance.http;

import static dev.greenroom.acceptance.http.ScriptedServer.HANG_UP;
import static dev.greenroom.acceptance.http.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TrafficTest {
    @Test
    void reads_and_writes_on_connections_that_are_kept_and_on_new_ones() throws Exception {
        try (var server = ScriptedServer.start(request -> answer(200, "1.0", "{}"))) {
            var traffic = Traffic.start(2, server.url());
            await().until(() ->
                    server.requests().stream().filter(TrafficTest::isWrite).count() >= 2);
            traffic.close();

            var requests = server.requests();
            assertThat(requests).filteredOn(TrafficTest::isWrite).hasSizeLessThan(requests.size() / 3);
            var fresh = requests.stream()
                    .filter(request -> request.contains("Connection: close"))
                    .count();
            assertThat(server.connections()).isEqualTo((int) fresh + 1);
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.answers()).containsOnlyKeys("1.0").containsValue(requests.size());
        }
    }

    @Test
    void tells_when_everybody_is_served_by_a_release() throws Exception {
        var release = new AtomicReference<>("1.0");
        try (var server = ScriptedServer.start(request -> answer(200, release.get(), "{}"));
                var traffic = Traffic.start(4, server.url())) {
            traffic.awaitEverybodyServedBy("1.0");
            release.set("1.1");
            traffic.awaitEverybodyServedBy("1.1");

            assertThat(traffic.answers()).containsOnlyKeys("1.0", "1.1");
        }
    }

    @Test
    void counts_an_error_of_the_service_as_a_failure() throws Exception {
        try (var server = ScriptedServer.start(request -> answer(503, "1.0", "{}"))) {
            var traffic = Traffic.start(1, server.url());
            traffic.close();

            assertThat(traffic.failures()).hasSameSizeAs(server.requests());
            assertThat(traffic.failures().get(0).request()).isEqualTo("GET /");
            assertThat(traffic.failures().get(0).reason()).isEqualTo("503 {}");
        }
    }

    @Test
    void counts_a_broken_connection_once_and_never_asks_again() throws Exception {
        try (var server = ScriptedServer.start(request -> HANG_UP)) {
            var traffic = Traffic.start(2, server.url());
            traffic.close();

            assertThat(traffic.answers()).isEmpty();
            assertThat(traffic.failures()).hasSameSizeAs(server.requests()).allMatch(failure -> failure.reason()
                    .equals("the connection was closed without an answer"));
        }
    }

    @Test
    void counts_a_closed_door_as_a_failure() throws Exception {
        var server = ScriptedServer.start(request -> HANG_UP);
        server.close();
        var traffic = Traffic.start(1, server.url());
        traffic.close();

        assertThat(traffic.failures()).isNotEmpty().allMatch(failure -> failure.reason()
                .contains("refused"));
    }

    @Test
    void sends_an_upload_in_two_halves() throws IOException {
        try (var server = ScriptedServer.start(request -> answer(201, "1.0", "{}"));
                var upload = Upload.begin(server.url())) {
            assertThat(server.requests()).isEmpty();

            assertThat(upload.complete()).isEqualTo("1.0");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .contains("Sent in two halves")
                    .endsWith("}");
        }
    }

    private static boolean isWrite(String request) {
        return request.startsWith("POST /performances ");
    }
}
