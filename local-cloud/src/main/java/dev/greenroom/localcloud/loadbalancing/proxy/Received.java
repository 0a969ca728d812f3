package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/** The bytes that arrived on a connection and were not taken yet. It owns them. */
final class Received {
    private @Nullable ByteBuf bytes;

    void add(ByteBuf more, ByteBufAllocator allocator) {
        if (bytes == null) {
            bytes = more;
        } else {
            bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more);
        }
        releaseIfEmpty();
    }

    boolean isReadable() {
        return bytes != null;
    }

    int length() {
        return bytes == null ? 0 : bytes.readableBytes();
    }

    /** To look at, while there are some. */
    ByteBuf bytes() {
        return requireNonNull(bytes, "bytes is null");
    }

    void skip(int length) {
        bytes().skipBytes(length);
        releaseIfEmpty();
    }

    byte[] takeBytes(int length) {
        byte[] taken = new byte[length];
        bytes().readBytes(taken);
        releaseIfEmpty();
        return taken;
    }

    /** Hands over the first bytes, without a copy. */
    ByteBuf take(int length) {
        ByteBuf all = bytes();
        if (length == all.readableBytes()) {
            bytes = null;
            return all;
        }
        return all.readRetainedSlice(length);
    }

    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }

    private void releaseIfEmpty() {
        if (bytes != null && !bytes.isReadable()) {
            release();
        }
    }
}
