package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/** Takes the content out of its chunks, for clients that are too old to know them. */
final class ChunkDecoder extends ChunkedBody {
    private final ByteBufAllocator allocator;
    private ByteBuf content = Unpooled.EMPTY_BUFFER;

    ChunkDecoder(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** Consumes bytes that are known to be whole or part of a well-formed body. */
    ByteBuf decode(ByteBuf chunks) {
        content = allocator.buffer(chunks.readableBytes());
        try {
            advance(chunks);
            return content;
        } catch (BadMessageException e) {
            content.release();
            throw new IllegalStateException("The chunks were not checked", e);
        } finally {
            chunks.release();
        }
    }

    @Override
    void content(ByteBuf in, int index, int length) {
        content.writeBytes(in, index, length);
    }
}
