package dev.greenroom.localcloud.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, ready to be sent. */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {
    public WireResponse {
        headers = Map.copyOf(headers);
    }

    WireResponse withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WireResponse(status, more, body);
    }
}
