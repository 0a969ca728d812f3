package dev.greenroom.acceptance.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the service: asks who answers and, every fourth time, puts a performance on the programme. Some
 * keep their connection, as browsers do, others open one for every request.
 */
final class Person {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int BETWEEN_WRITES = 4;
    private static final String PERFORMANCE = """
            {"title": "Asked for all the time", "venue": "Foyer", "startsAt": "2031-05-01T19:30:00Z"}""";

    private final URI door;
    private final boolean keepsConnection;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<FailedRequest> failures = new ArrayList<>();
    private @Nullable HttpConnection connection;
    private int asked;
    private String lastRelease = "nobody";
    private int inARow;

    Person(URI door, boolean keepsConnection) {
        this.door = door;
        this.keepsConnection = keepsConnection;
    }

    /** Sends one request and takes note of what came of it. */
    void ask() {
        var request = next();
        var begun = Instant.now();
        try {
            var answer = connection().ask(request);
            if (!keepsConnection || answer.endsConnection()) {
                disconnect();
            }
            note(request, begun, answer);
        } catch (IOException | RuntimeException e) {
            disconnect();
            note(new FailedRequest(begun, request.toString(), String.valueOf(e.getMessage())));
        }
    }

    /** Ends the connection that is kept. */
    void disconnect() {
        try (var ended = connection) {
            connection = null;
        } catch (IOException e) {
            note(new FailedRequest(Instant.now(), "closing the connection", String.valueOf(e.getMessage())));
        }
    }

    synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    synchronized List<FailedRequest> failures() {
        return List.copyOf(failures);
    }

    /** Whether the last so many answers are good ones from this release. */
    synchronized boolean isServedBy(String release, int times) {
        return lastRelease.equals(release) && inARow >= times;
    }

    private HttpRequest next() {
        asked++;
        return asked % BETWEEN_WRITES == 0
                ? new HttpRequest("POST", door.resolve("/performances"), PERFORMANCE, keepsConnection)
                : new HttpRequest("GET", door.resolve("/"), "", keepsConnection);
    }

    private HttpConnection connection() throws IOException {
        var open = connection;
        if (open == null) {
            open = HttpConnection.open(door, PATIENCE);
            connection = open;
        }
        return open;
    }

    private synchronized void note(HttpRequest request, Instant begun, HttpAnswer answer) {
        inARow = answer.release().equals(lastRelease) ? inARow + 1 : 1;
        lastRelease = answer.release();
        answers.merge(lastRelease, 1, Integer::sum);
        if (!answer.isSuccess()) {
            note(new FailedRequest(begun, request.toString(), answer.status() + " " + answer.body()));
        }
    }

    private synchronized void note(FailedRequest failure) {
        inARow = 0;
        failures.add(failure);
    }
}
