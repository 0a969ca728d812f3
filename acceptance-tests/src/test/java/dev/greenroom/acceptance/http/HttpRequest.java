package dev.greenroom.acceptance.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.net.URI;

/**
 * A request as it goes over the wire.
 *
 * @param body JSON; empty for none
 * @param keepsConnection whether more requests shall follow on the same connection
 */
record HttpRequest(String method, URI url, String body, boolean keepsConnection) {
    HttpRequest {
        requireNonNull(method, "method is null");
        requireNonNull(url, "url is null");
        requireNonNull(body, "body is null");
    }

    byte[] bytes() {
        var content = body.getBytes(UTF_8);
        var head = new StringBuilder(
                "%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, url.getPath(), url.getAuthority()));
        if (!keepsConnection) {
            head.append("Connection: close\r\n");
        }
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(content.length));
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(US_ASCII));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return method + " " + url.getPath();
    }
}
