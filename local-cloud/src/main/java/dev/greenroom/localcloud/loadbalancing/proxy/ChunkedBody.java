package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;

/** A body in chunks, with extensions and trailers. Its bytes pass as they are; they are only checked and counted. */
class ChunkedBody extends Body {
    private static final int MAX_SIZE_LINE = 4 * 1024;
    private static final int MAX_TRAILERS = 16 * 1024;
    private static final long MAX_CHUNK = Long.MAX_VALUE >> 5;

    private enum Expecting {
        FIRST_SIZE_DIGIT,
        SIZE,
        EXTENSION,
        SIZE_LINE_FEED,
        DATA,
        DATA_RETURN,
        DATA_LINE_FEED,
        TRAILER_LINE,
        TRAILER,
        TRAILER_LINE_FEED,
        LAST_LINE_FEED,
        NOTHING
    }

    private Expecting expecting = Expecting.FIRST_SIZE_DIGIT;
    private long remaining;
    private int lineLength;

    /** Called for each piece of the content itself. */
    void content(ByteBuf in, int index, int length) {}

    @Override
    final int advance(ByteBuf in) throws BadMessageException {
        int index = in.readerIndex();
        int end = in.writerIndex();
        while (index < end && expecting != Expecting.NOTHING) {
            if (expecting == Expecting.DATA) {
                int length = (int) Math.min(remaining, end - index);
                content(in, index, length);
                index += length;
                remaining -= length;
                if (remaining == 0) {
                    expecting = Expecting.DATA_RETURN;
                }
            } else {
                expecting = after(in.getByte(index++));
            }
        }
        return index - in.readerIndex();
    }

    @Override
    final boolean isComplete() {
        return expecting == Expecting.NOTHING;
    }

    private Expecting after(byte value) throws BadMessageException {
        return switch (expecting) {
            case FIRST_SIZE_DIGIT -> {
                remaining = hexDigit(value);
                lineLength = 1;
                yield Expecting.SIZE;
            }
            case SIZE -> afterSize(value);
            case EXTENSION -> {
                limit(MAX_SIZE_LINE);
                yield value == '\r' ? Expecting.SIZE_LINE_FEED : text(value, Expecting.EXTENSION);
            }
            case SIZE_LINE_FEED -> {
                lineLength = 0;
                yield lineFeed(value, remaining == 0 ? Expecting.TRAILER_LINE : Expecting.DATA);
            }
            case DATA_RETURN -> {
                if (value != '\r') {
                    throw BadMessageException.malformed("a chunk is longer than its size");
                }
                yield Expecting.DATA_LINE_FEED;
            }
            case DATA_LINE_FEED -> lineFeed(value, Expecting.FIRST_SIZE_DIGIT);
            case TRAILER_LINE -> value == '\r' ? Expecting.LAST_LINE_FEED : text(value, Expecting.TRAILER);
            case TRAILER -> {
                limit(MAX_TRAILERS);
                yield value == '\r' ? Expecting.TRAILER_LINE_FEED : text(value, Expecting.TRAILER);
            }
            case TRAILER_LINE_FEED -> lineFeed(value, Expecting.TRAILER_LINE);
            case LAST_LINE_FEED -> lineFeed(value, Expecting.NOTHING);
            case DATA, NOTHING -> throw new IllegalStateException("expecting " + expecting);
        };
    }

    private Expecting afterSize(byte value) throws BadMessageException {
        limit(MAX_SIZE_LINE);
        switch (value) {
            case '\r':
                return Expecting.SIZE_LINE_FEED;
            case ';':
                return Expecting.EXTENSION;
            default:
                remaining = 16 * remaining + hexDigit(value);
                if (remaining > MAX_CHUNK) {
                    throw BadMessageException.malformed("a chunk's size is too large");
                }
                return Expecting.SIZE;
        }
    }

    private void limit(int max) throws BadMessageException {
        if (++lineLength > max) {
            throw BadMessageException.malformed("more than " + max + " bytes around the chunks");
        }
    }

    private static Expecting text(byte value, Expecting next) throws BadMessageException {
        if (value >= 0 && value < ' ' && value != '\t') {
            throw BadMessageException.malformed("a control character around the chunks");
        }
        return next;
    }

    private static Expecting lineFeed(byte value, Expecting next) throws BadMessageException {
        if (value != '\n') {
            throw BadMessageException.malformed("a line without its line feed around the chunks");
        }
        return next;
    }

    private static int hexDigit(byte value) throws BadMessageException {
        int digit = Character.digit(value, 16);
        if (digit < 0) {
            throw BadMessageException.malformed("not a chunk's size");
        }
        return digit;
    }
}
