package dev.greenroom.acceptance.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A request that takes its time: one half is on its way, the other still has to come. */
public final class Upload implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PERFORMANCE = """
            {"title": "Sent in two halves", "venue": "Foyer", "startsAt": "2031-05-01T19:30:00Z"}""";

    private final HttpConnection connection;
    private final byte[] request;
    private final int half;

    private Upload(HttpConnection connection, byte[] request) {
        this.connection = connection;
        this.request = request;
        this.half = request.length - PERFORMANCE.length() / 2;
    }

    /** Sends its first half. */
    public static Upload begin(URI door) throws IOException {
        var request = new HttpRequest("POST", door.resolve("/performances"), PERFORMANCE, false);
        var upload = new Upload(HttpConnection.open(door, PATIENCE), request.bytes());
        upload.connection.send(upload.request, 0, upload.half);
        return upload;
    }

    /** Sends the rest, and tells which release answered; fails when it was not taken. */
    public String complete() throws IOException {
        connection.send(request, half, request.length);
        var answer = connection.receive();
        if (!answer.isSuccess()) {
            throw new IOException("The upload was answered by %d %s".formatted(answer.status(), answer.body()));
        }
        return answer.release();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
