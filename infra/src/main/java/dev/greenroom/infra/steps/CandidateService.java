package dev.greenroom.infra.steps;

import dev.greenroom.infra.stacks.DeploymentException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The service as its users see it, over HTTP. */
final class CandidateService {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    CandidateService(String url, PrintStream out) {
        this.url = url;
        this.out = out;
    }

    Answer expect(String method, String path, int status) throws InterruptedException {
        return send(method, path, "", status);
    }

    Answer send(String method, String path, String body, int status) throws InterruptedException {
        var what = "%s %s%s".formatted(method, url, path);
        var response = send(method, path, body, what);
        out.printf("%s: %d%n", what, response.statusCode());
        if (response.statusCode() != status) {
            throw new DeploymentException("Tried %s but it answered %d and not %d: %s"
                    .formatted(what, response.statusCode(), status, response.body()));
        }
        return new Answer(what, response.body());
    }

    private HttpResponse<String> send(String method, String path, String body, String what)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new DeploymentException("Tried %s but %s".formatted(what, failed), failed);
        }
    }
}
