package dev.greenroom.localcloud.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An answer of the distribution endpoints that is an error, with one of the specification's codes. */
final class DistributionException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final String code;

    DistributionException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static DistributionException methodNotAllowed(String method, String path) {
        return new DistributionException(405, "UNSUPPORTED", "%s is not supported on %s".formatted(method, path));
    }

    int status() {
        return status;
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        byte[] body = JSON.writeValueAsBytes(Map.of("errors", List.of(Map.of("code", code, "message", getMessage()))));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
