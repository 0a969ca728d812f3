package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;

/** Finds the end of a message's head while its bytes arrive, and refuses one that grows beyond AWS's limits. */
final class HeadReader {
    static final int MAX_LINE = 16 * 1024;
    static final int MAX_REQUEST_HEAD = 64 * 1024;
    static final int MAX_RESPONSE_HEAD = 32 * 1024;

    private final int maxLine;
    private final int maxHead;
    private int lineStart;
    private boolean inFirstLine = true;

    private HeadReader(int maxLine, int maxHead) {
        this.maxLine = maxLine;
        this.maxHead = maxHead;
    }

    static HeadReader ofRequests() {
        return new HeadReader(MAX_LINE, MAX_REQUEST_HEAD);
    }

    static HeadReader ofResponses() {
        return new HeadReader(MAX_RESPONSE_HEAD, MAX_RESPONSE_HEAD);
    }

    /** The length of the head with the empty line that ends it, or -1 while it is not all there. */
    int find(ByteBuf in) throws BadMessageException {
        int start = in.readerIndex();
        int end = in.writerIndex();
        while (true) {
            int lineFeed = in.indexOf(start + lineStart, end, (byte) '\n');
            int lineEnd = lineFeed < 0 ? end - start : lineFeed + 1 - start;
            checkLimits(lineEnd);
            if (lineFeed < 0) {
                return -1;
            }
            if (isEmptyLine(in, start, lineEnd)) {
                lineStart = 0;
                inFirstLine = true;
                return lineEnd;
            }
            inFirstLine = false;
            lineStart = lineEnd;
        }
    }

    private boolean isEmptyLine(ByteBuf in, int start, int lineEnd) {
        int length = lineEnd - lineStart;
        return length == 1 || length == 2 && in.getByte(start + lineStart) == '\r';
    }

    private void checkLimits(int lineEnd) throws BadMessageException {
        if (lineEnd - lineStart > maxLine) {
            throw inFirstLine
                    ? BadMessageException.of(414, "the first line is longer than " + maxLine)
                    : BadMessageException.malformed("a header is longer than " + maxLine);
        }
        if (lineEnd > maxHead) {
            throw BadMessageException.malformed("the head is longer than " + maxHead);
        }
    }
}
