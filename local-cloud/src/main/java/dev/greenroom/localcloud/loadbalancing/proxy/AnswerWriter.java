package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Writes the answers of one client connection, one after the other, in a form that the client's version knows. */
final class AnswerWriter {
    private static final int FLUSH_AT = 64 * 1024;
    private static final byte[] CONTINUE = Ascii.bytes("HTTP/1.1 100 Continue\r\n\r\n");

    private final SocketChannel channel;
    private boolean toHead;
    private boolean toHttp10;
    private @Nullable ChunkDecoder decoder;
    private boolean endsWithConnection;
    private int unflushed;

    AnswerWriter(SocketChannel channel) {
        this.channel = channel;
    }

    /** The request that the next answer belongs to. */
    void expect(RequestHead request) {
        toHead = request.isHead();
        toHttp10 = request.isHttp10();
    }

    /** Lets a client send the body that it announced. */
    void goAhead() {
        writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
    }

    /** Passes on an answer before the answer. */
    void inform(ResponseHead informational) {
        if (informational.status() != 100 && !toHttp10) {
            writeAndFlush(ResponseWriter.writeInformational(informational, channel.alloc()));
        }
    }

    /** Writes a whole answer of the load balancer itself. */
    void write(OwnAnswer own, boolean keepAlive) {
        write(own.write(!toHead, keepAlive, channel.alloc()));
    }

    /**
     * Begins a target's answer.
     *
     * @param targetEndsIt whether only the end of the target's connection ends the body
     * @return whether the client's connection can go on after the answer
     */
    boolean begin(ResponseHead answer, boolean targetEndsIt, boolean keepAlive) {
        boolean unchunk = toHttp10 && answer.framing().chunked() && !answer.isBodiless(toHead);
        decoder = unchunk ? new ChunkDecoder(channel.alloc()) : null;
        endsWithConnection = targetEndsIt || unchunk;
        boolean goesOn = keepAlive && !endsWithConnection;
        write(ResponseWriter.write(answer, !toHttp10, goesOn, channel.alloc()));
        return goesOn;
    }

    /** A piece of a body, handed over. */
    void content(ByteBuf part) {
        ByteBuf content = decoder == null ? part : decoder.decode(part);
        unflushed += content.readableBytes();
        write(content);
        if (unflushed >= FLUSH_AT) {
            flush();
        }
    }

    void flush() {
        unflushed = 0;
        channel.flush();
    }

    void end() {
        decoder = null;
        toHead = false;
        toHttp10 = false;
        flush();
    }

    /** Ends the connection in the middle of an answer, such that the client does not take it for whole. */
    void cut() {
        if (endsWithConnection) {
            channel.config().setSoLinger(0);
        }
        channel.flush();
        channel.close();
    }

    private void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    private void writeAndFlush(ByteBuf bytes) {
        channel.writeAndFlush(bytes, channel.voidPromise());
    }
}
