package dev.greenroom.cli.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The program of a running task, which is started once more without a cloud around it. */
interface BareService {
    /** From its start to its first ready answer. It is ended then. */
    Duration measure() throws IOException, InterruptedException;

    /** @param runs whether it is worthwhile to go on asking */
    static void awaitReady(int port, BooleanSupplier runs) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                .timeout(Duration.ofSeconds(5))
                .build();
        while (!isReady(http, request)) {
            if (!runs.getAsBoolean()) {
                throw new IllegalStateException("The bare program ended, or did not become ready");
            }
            Thread.sleep(20);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
