package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.protocol.AnyProtocol;
import dev.greenroom.localcloud.protocol.WireRequest;
import dev.greenroom.localcloud.protocol.WireResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;

/** Between servlets and the wire. */
final class Exchanges {
    /** More than any operation takes; the largest is a part of an image's layer, 20 MiB in base64. */
    private static final int MAX_BODY = 32 << 20;

    private Exchanges() {}

    /** The whole request; empty when its body is larger than any operation takes. */
    static Optional<WireRequest> read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        return body.length > MAX_BODY ? Optional.empty() : Optional.of(withBody(request, body));
    }

    static void send(WireResponse answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /** Answers for nobody in particular. */
    static void sendError(
            int status, String code, String message, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(AnyProtocol.error(withBody(request, new byte[0]), status, code, message), response);
    }

    private static WireRequest withBody(HttpServletRequest request, byte[] body) {
        var headers = new HashMap<String, String>();
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        return new WireRequest(request.getRequestURI(), query, headers, body);
    }
}
