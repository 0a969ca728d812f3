package dev.greenroom.localcloud.loadbalancing.proxy;

import java.io.Serial;

/** Bytes that are no HTTP message this proxy lets pass. */
final class BadMessageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    private BadMessageException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static BadMessageException malformed(String message) {
        return new BadMessageException(400, message);
    }

    static BadMessageException of(int status, String message) {
        return new BadMessageException(status, message);
    }

    /** What a client that sent them is answered. */
    int status() {
        return status;
    }
}
