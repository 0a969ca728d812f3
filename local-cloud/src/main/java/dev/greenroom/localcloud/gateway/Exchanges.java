package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.protocol.WireRequest;
import dev.greenroom.localcloud.protocol.WireResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;

/** Between servlets and the wire. */
final class Exchanges {
    /** More than any operation takes; the largest is a part of an image's layer, 20 MiB in base64. */
    private static final int MAX_BODY = 32 << 20;

    private Exchanges() {}

    /** @throws HttpException.RuntimeException (413) when the body is larger than any operation takes */
    static WireRequest read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new HttpException.RuntimeException(
                    413, "A request to an emulated service may have up to %d bytes".formatted(MAX_BODY));
        }
        return withBody(request, body);
    }

    static WireRequest withoutBody(HttpServletRequest request) {
        return withBody(request, new byte[0]);
    }

    static void send(WireResponse answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static WireRequest withBody(HttpServletRequest request, byte[] body) {
        var headers = new HashMap<String, String>();
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        return new WireRequest(request.getRequestURI(), query, headers, body);
    }
}
