package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;

/**
 * An answer that the load balancer makes itself, in AWS's form.
 *
 * @param contentType empty for none
 */
record OwnAnswer(int status, String contentType, String body, Optional<String> location) {
    /** An error, with AWS's tiny page. */
    static OwnAnswer error(int status) {
        return page(status, Optional.empty());
    }

    static OwnAnswer redirect(int status, String location) {
        return page(status, Optional.of(location));
    }

    static OwnAnswer fixed(Action.FixedResponse response) {
        String type = response.contentType();
        boolean isText = type.startsWith("text/") || type.equals("application/javascript");
        boolean needsCharset = isText && !type.contains("charset");
        return new OwnAnswer(
                response.statusCode(),
                needsCharset ? type + "; charset=utf-8" : type,
                response.body(),
                Optional.empty());
    }

    private static OwnAnswer page(int status, Optional<String> location) {
        String title = "%d %s".formatted(status, reason(status));
        String html = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n</body>\r\n</html>\r\n";
        return new OwnAnswer(status, "text/html", html, location);
    }

    private static String reason(int status) {
        return switch (status) {
            case 463 -> "Client Error";
            case 503 -> "Service Temporarily Unavailable";
            case 504 -> "Gateway Time-out";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }

    ByteBuf write(boolean withBody, boolean keepAlive, ByteBufAllocator allocator) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\nServer: awselb/2.0\r\nDate: ")
                .append(DateFormatter.format(new Date()));
        if (!contentType.isEmpty()) {
            head.append("\r\nContent-Type: ").append(contentType);
        }
        if (status != 204) {
            head.append("\r\nContent-Length: ").append(content.length);
        }
        head.append("\r\nConnection: ").append(keepAlive ? "keep-alive" : "close");
        location.ifPresent(target -> head.append("\r\nLocation: ").append(target));
        head.append("\r\n\r\n");
        ByteBuf out = allocator.buffer(head.length() + content.length);
        out.writeBytes(Ascii.bytes(head.toString()));
        return withBody && status != 204 ? out.writeBytes(content) : out;
    }
}
