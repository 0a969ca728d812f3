package dev.greenroom.localcloud.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came in.
 *
 * @param path without the query string
 * @param queryString as sent, or empty
 * @param headers by name, in any case
 */
public record WireRequest(String path, String queryString, Map<String, String> headers, byte[] body) {
    public WireRequest {
        requireNonNull(path, "path is null");
        requireNonNull(queryString, "queryString is null");
        requireNonNull(body, "body is null");
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
