package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.EnumSet;

/** Writes the heads of targets' answers as clients get them. */
final class ResponseWriter {
    private static final EnumSet<HeaderName> REPLACED = EnumSet.of(
            HeaderName.CONNECTION,
            HeaderName.CONTENT_LENGTH,
            HeaderName.KEEP_ALIVE,
            HeaderName.PROXY_CONNECTION,
            HeaderName.TE,
            HeaderName.TRANSFER_ENCODING,
            HeaderName.UPGRADE);
    private static final EnumSet<HeaderName> REPLACED_OF_UPGRADE = EnumSet.of(HeaderName.CONNECTION);
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.1 ");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("Connection: keep-alive\r\n\r\n");
    private static final byte[] CLOSE = Ascii.bytes("Connection: close\r\n\r\n");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: upgrade\r\n\r\n");

    private ResponseWriter() {}

    /** @param mayBeChunked whether the client knows chunks */
    static ByteBuf write(ResponseHead head, boolean mayBeChunked, boolean keepAlive, ByteBufAllocator allocator) {
        ByteBuf out = start(head, REPLACED, allocator);
        writeFraming(out, head, mayBeChunked);
        return out.writeBytes(keepAlive ? KEEP_ALIVE : CLOSE);
    }

    /** The answer after which both sides speak another protocol. */
    static ByteBuf writeUpgrade(ResponseHead head, ByteBufAllocator allocator) {
        return start(head, REPLACED_OF_UPGRADE, allocator).writeBytes(UPGRADE);
    }

    /** An answer such as 103, which another one follows. */
    static ByteBuf writeInformational(ResponseHead head, ByteBufAllocator allocator) {
        return start(head, REPLACED, allocator).writeBytes(LINE_END);
    }

    private static void writeFraming(ByteBuf out, ResponseHead head, boolean mayBeChunked) {
        Framing framing = head.framing();
        boolean hasNone = head.status() == 204 || head.status() == 304 && framing.chunked();
        if (hasNone) {
            return;
        }
        if (framing.chunked()) {
            if (mayBeChunked) {
                out.writeBytes(CHUNKED);
            }
        } else if (framing.contentLength() >= 0) {
            out.writeBytes(CONTENT_LENGTH);
            out.writeBytes(Ascii.bytes(Long.toString(framing.contentLength())));
            out.writeBytes(LINE_END);
        }
    }

    private static ByteBuf start(ResponseHead head, EnumSet<HeaderName> replaced, ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer(head.bytes().length + 128);
        out.writeBytes(VERSION);
        out.writeBytes(head.bytes(), head.statusStart(), head.lineEnd() - head.statusStart());
        head.fields().copyTo(out, replaced, head.connection().listedNames());
        return out;
    }
}
