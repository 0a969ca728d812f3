package dev.greenroom.localcloud.protocol;

/** Ends the handling of a request with an error to be sent. */
final class WireErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WireError error;

    WireErrorException(WireError error) {
        super(error.code() + ": " + error.message());
        this.error = error;
    }

    WireError error() {
        return error;
    }
}
