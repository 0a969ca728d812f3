package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;

/** Follows the body of a message through the bytes of its connection to find where it ends. */
abstract class Body {
    /** How many of the readable bytes, counted from the first, belong to the body. They are passed over for good. */
    abstract int advance(ByteBuf in) throws BadMessageException;

    abstract boolean isComplete();

    /** Whether only the end of the connection ends the body. */
    boolean endsWithConnection() {
        return false;
    }

    static Body none() {
        return new LengthBody(0);
    }

    static Body ofLength(long length) {
        return new LengthBody(length);
    }

    static Body chunked() {
        return new ChunkedBody();
    }

    static Body untilClose() {
        return new EndlessBody();
    }

    private static final class LengthBody extends Body {
        private long remaining;

        LengthBody(long length) {
            remaining = length;
        }

        @Override
        int advance(ByteBuf in) {
            int taken = (int) Math.min(remaining, in.readableBytes());
            remaining -= taken;
            return taken;
        }

        @Override
        boolean isComplete() {
            return remaining == 0;
        }
    }

    private static final class EndlessBody extends Body {
        @Override
        int advance(ByteBuf in) {
            return in.readableBytes();
        }

        @Override
        boolean isComplete() {
            return false;
        }

        @Override
        boolean endsWithConnection() {
            return true;
        }
    }
}
