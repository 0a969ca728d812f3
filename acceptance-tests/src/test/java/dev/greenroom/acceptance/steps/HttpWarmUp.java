package dev.greenroom.acceptance.steps;

import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Takes REST Assured's first, slow call to where nobody measures. */
final class HttpWarmUp {
    private HttpWarmUp() {}

    static void run() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var answer = "{\"warm\": true}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            try {
                ask("http://127.0.0.1:" + server.getAddress().getPort());
            } finally {
                server.stop(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(String url) {
        boolean ignored = RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("warm", true))
                .post(url)
                .then()
                .statusCode(200)
                .extract()
                .path("warm");
    }
}
