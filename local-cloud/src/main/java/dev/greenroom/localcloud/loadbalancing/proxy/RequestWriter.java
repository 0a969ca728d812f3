package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.EnumSet;

/** Writes the requests of one client connection as targets get them: hop-by-hop headers gone, forwarding headers added. */
final class RequestWriter {
    private static final EnumSet<HeaderName> REPLACED = EnumSet.of(
            HeaderName.CONNECTION,
            HeaderName.CONTENT_LENGTH,
            HeaderName.KEEP_ALIVE,
            HeaderName.PROXY_AUTHORIZATION,
            HeaderName.PROXY_CONNECTION,
            HeaderName.TE,
            HeaderName.TRANSFER_ENCODING,
            HeaderName.UPGRADE,
            HeaderName.X_AMZN_TRACE_ID,
            HeaderName.X_FORWARDED_FOR,
            HeaderName.X_FORWARDED_PORT,
            HeaderName.X_FORWARDED_PROTO);
    private static final EnumSet<HeaderName> REPLACED_WITH_EXPECT = EnumSet.copyOf(REPLACED);
    private static final EnumSet<HeaderName> REPLACED_BUT_UPGRADE = EnumSet.copyOf(REPLACED);
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: upgrade\r\n");
    private static final byte[] FORWARDED_FOR = Ascii.bytes("X-Forwarded-For: ");
    private static final byte[] TRACE_ID = Ascii.bytes("X-Amzn-Trace-Id: ");

    static {
        REPLACED_WITH_EXPECT.add(HeaderName.EXPECT);
        REPLACED_BUT_UPGRADE.remove(HeaderName.UPGRADE);
    }

    private final byte[] clientAddress;
    private final byte[] ownHost;

    RequestWriter(InetSocketAddress client, InetSocketAddress own) {
        clientAddress = Ascii.bytes(client.getAddress().getHostAddress());
        ownHost = Ascii.bytes("Host: " + NetUtil.toSocketAddressString(own) + "\r\n");
    }

    ByteBuf write(RequestHead head, byte[] forwardedProtocolAndPort, ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer(head.bytes().length + 256);
        HeaderFields fields = head.fields();
        out.writeBytes(head.bytes(), 0, head.line().endOfTarget()).writeBytes(VERSION);
        fields.copyTo(out, replacedFor(head), head.connection().listedNames());
        if (fields.count(HeaderName.HOST) == 0) {
            out.writeBytes(ownHost);
        }
        if (head.isUpgrade()) {
            out.writeBytes(UPGRADE);
        }
        writeFraming(out, head.framing());
        writeForwardedFor(out, fields);
        out.writeBytes(forwardedProtocolAndPort);
        writeTraceId(out, fields);
        return out.writeBytes(LINE_END);
    }

    private static EnumSet<HeaderName> replacedFor(RequestHead head) {
        if (head.isUpgrade()) {
            return REPLACED_BUT_UPGRADE;
        }
        return head.expectsContinue() ? REPLACED_WITH_EXPECT : REPLACED;
    }

    private static void writeFraming(ByteBuf out, Framing framing) {
        if (framing.chunked()) {
            out.writeBytes(CHUNKED);
        } else if (framing.contentLength() >= 0) {
            out.writeBytes(CONTENT_LENGTH);
            out.writeBytes(Ascii.bytes(Long.toString(framing.contentLength())));
            out.writeBytes(LINE_END);
        }
    }

    private void writeForwardedFor(ByteBuf out, HeaderFields fields) {
        out.writeBytes(FORWARDED_FOR);
        for (String received : fields.values(HeaderName.X_FORWARDED_FOR)) {
            if (!received.isEmpty()) {
                out.writeBytes(Ascii.bytes(received)).writeBytes(Ascii.bytes(", "));
            }
        }
        out.writeBytes(clientAddress).writeBytes(LINE_END);
    }

    private static void writeTraceId(ByteBuf out, HeaderFields fields) {
        boolean isTraced = fields.count(HeaderName.X_AMZN_TRACE_ID) > 0;
        out.writeBytes(TRACE_ID);
        out.writeBytes(isTraced ? TraceId.withOurHop(fields.values(HeaderName.X_AMZN_TRACE_ID)) : TraceId.newRoot());
        out.writeBytes(LINE_END);
    }
}
