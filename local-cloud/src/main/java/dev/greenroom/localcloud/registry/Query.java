package dev.greenroom.localcloud.registry;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The parameters in a URL. Asking the request for them reads a body that says it is a form, and it is a blob. */
final class Query {
    private Query() {}

    static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getQueryString()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair[0].equals(name))
                .map(pair -> pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
                .findFirst();
    }
}
