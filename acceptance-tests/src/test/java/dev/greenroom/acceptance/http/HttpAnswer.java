package dev.greenroom.acceptance.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * An answer that came whole.
 *
 * @param headers by their names in lower case
 * @param body not decoded further than its characters
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
    HttpAnswer {
        headers = Map.copyOf(headers);
        requireNonNull(body, "body is null");
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the server said that it is about to close the connection. */
    boolean endsConnection() {
        return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    /** The release that answered, as the service signs its answers; {@code nobody} where a load balancer answered. */
    String release() {
        var server = headers.getOrDefault("server", "");
        return server.startsWith("greenroom-service/") ? server.substring("greenroom-service/".length()) : "nobody";
    }
}
