package dev.greenroom.localcloud.loadbalancing.proxy;

/**
 * How the headers of a message say its body is framed.
 *
 * @param chunked whether it comes in chunks
 * @param contentLength its length, or -1 if there is no such header
 */
record Framing(boolean chunked, long contentLength) {
    static Framing of(HeaderFields fields) throws BadMessageException {
        boolean chunked = false;
        long contentLength = -1;
        for (int i = 0; i < fields.count(); i++) {
            if (fields.name(i) == HeaderName.CONTENT_LENGTH) {
                long length = fields.length(i);
                if (contentLength >= 0 && contentLength != length) {
                    throw BadMessageException.malformed("two content lengths");
                }
                contentLength = length;
            } else if (fields.name(i) == HeaderName.TRANSFER_ENCODING) {
                if (chunked || !fields.valueIs(i, "chunked")) {
                    throw BadMessageException.malformed("a transfer encoding other than chunked");
                }
                chunked = true;
            }
        }
        return new Framing(chunked, contentLength);
    }
}
