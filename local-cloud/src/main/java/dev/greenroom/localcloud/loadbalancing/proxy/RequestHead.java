package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.List;

/** The request line and the headers of a request, checked, with what a proxy must know of them. */
final class RequestHead {
    private static final int MAX_FORWARDED_ADDRESSES = 30;

    private final byte[] bytes;
    private final RequestLine line;
    private final HeaderFields fields;
    private final ConnectionHeader connection;
    private final Framing framing;
    private final boolean expectsContinue;
    private final boolean upgrade;

    /** Reads a head that fills the bytes. */
    RequestHead(byte[] bytes) throws BadMessageException {
        this.bytes = bytes;
        line = new RequestLine(bytes);
        fields = new HeaderFields(bytes, line.length());
        connection = ConnectionHeader.of(fields);
        framing = Framing.of(fields);
        expectsContinue = !isHttp10() && fields.has(HeaderName.EXPECT, "100-continue");
        upgrade = connection.upgrade() && !isHttp10() && !hasBody() && upgradeMayPass();
        check();
    }

    private void check() throws BadMessageException {
        if (framing.chunked() && (framing.contentLength() >= 0 || isHttp10())) {
            throw BadMessageException.malformed("ambiguous framing");
        }
        int hosts = fields.count(HeaderName.HOST);
        if (hosts > 1 || hosts == 0 && !isHttp10()) {
            throw BadMessageException.malformed("not exactly one host");
        }
        long forwardedAddresses = fields.values(HeaderName.X_FORWARDED_FOR).stream()
                .mapToLong(value -> 1 + value.chars().filter(c -> c == ',').count())
                .sum();
        if (forwardedAddresses > MAX_FORWARDED_ADDRESSES) {
            throw BadMessageException.of(463, "more than " + MAX_FORWARDED_ADDRESSES + " addresses");
        }
    }

    /** A client must not reach a target in HTTP/2 that nobody on the way understands. */
    private boolean upgradeMayPass() {
        List<String> protocols = fields.values(HeaderName.UPGRADE);
        return !protocols.isEmpty() && protocols.stream().noneMatch(protocol -> protocol.equalsIgnoreCase("h2c"));
    }

    byte[] bytes() {
        return bytes;
    }

    RequestLine line() {
        return line;
    }

    HeaderFields fields() {
        return fields;
    }

    Framing framing() {
        return framing;
    }

    ConnectionHeader connection() {
        return connection;
    }

    boolean isHttp10() {
        return line.isHttp10();
    }

    boolean isHead() {
        return line.methodIs("HEAD");
    }

    boolean isUpgrade() {
        return upgrade;
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    boolean keepsAlive() {
        return connection.keepsAlive(isHttp10());
    }

    boolean hasBody() {
        return framing.chunked() || framing.contentLength() > 0;
    }

    /** Whether it may be sent again after a target saw it: its method says that twice is as good as once. */
    boolean isRepeatable() {
        return !hasBody()
                && (line.methodIs("GET")
                        || isHead()
                        || line.methodIs("OPTIONS")
                        || line.methodIs("PUT")
                        || line.methodIs("DELETE"));
    }

    Body body() {
        return framing.chunked() ? Body.chunked() : Body.ofLength(Math.max(0, framing.contentLength()));
    }
}
