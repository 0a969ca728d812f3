package dev.greenroom.localcloud.loadbalancing.proxy;

/** The status line and the headers of a target's answer, checked, with what a proxy must know of them. */
final class ResponseHead {
    private static final int STATUS_START = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_START + 3;

    private final byte[] bytes;
    private final int lineEnd;
    private final int status;
    private final HeaderFields fields;
    private final ConnectionHeader connection;
    private final Framing framing;

    /** Reads a head that fills the bytes. */
    ResponseHead(byte[] bytes) throws BadMessageException {
        this.bytes = bytes;
        status = readStatus();
        lineEnd = readReason();
        fields = new HeaderFields(bytes, lineEnd);
        connection = ConnectionHeader.of(fields);
        framing = Framing.of(fields);
    }

    private int readStatus() throws BadMessageException {
        boolean isHttp1 = bytes.length > STATUS_END
                && bytes[0] == 'H'
                && bytes[1] == 'T'
                && bytes[2] == 'T'
                && bytes[3] == 'P'
                && bytes[4] == '/'
                && bytes[5] == '1'
                && bytes[6] == '.'
                && (bytes[7] == '0' || bytes[7] == '1')
                && bytes[8] == ' ';
        if (!isHttp1) {
            throw BadMessageException.malformed("no status line");
        }
        int number = 0;
        for (int i = STATUS_START; i < STATUS_END; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw BadMessageException.malformed("no status");
            }
            number = 10 * number + digit;
        }
        if (number < 100) {
            throw BadMessageException.malformed("no status");
        }
        return number;
    }

    private int readReason() throws BadMessageException {
        int index = STATUS_END;
        while (bytes[index] >= ' ' || bytes[index] < 0 || bytes[index] == '\t') {
            index++;
        }
        boolean isLine = bytes[index] == '\r' && bytes[index + 1] == '\n';
        if (!isLine || bytes[STATUS_END] != ' ' && index != STATUS_END) {
            throw BadMessageException.malformed("no status line");
        }
        return index + 2;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where status and reason start and end, the line's end included. */
    int statusStart() {
        return STATUS_START;
    }

    int lineEnd() {
        return lineEnd;
    }

    int status() {
        return status;
    }

    HeaderFields fields() {
        return fields;
    }

    ConnectionHeader connection() {
        return connection;
    }

    Framing framing() {
        return framing;
    }

    boolean isInformational() {
        return status < 200;
    }

    /** Whether the target takes another request on the connection. */
    boolean keepsAlive() {
        return connection.keepsAlive(bytes[7] == '0');
    }

    /** Whether there is never a body, whatever the headers say. */
    boolean isBodiless(boolean answersHead) {
        return answersHead || status == 204 || status == 304;
    }

    Body body(boolean answersHead) {
        if (isBodiless(answersHead)) {
            return Body.none();
        }
        if (framing.chunked()) {
            return Body.chunked();
        }
        return framing.contentLength() >= 0 ? Body.ofLength(framing.contentLength()) : Body.untilClose();
    }
}
