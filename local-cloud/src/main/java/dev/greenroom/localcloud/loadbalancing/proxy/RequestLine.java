package dev.greenroom.localcloud.loadbalancing.proxy;

import java.nio.charset.StandardCharsets;

/** The first line of a request. The target is never decoded or normalised. */
final class RequestLine {
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private final byte[] bytes;
    private final int methodEnd;
    private final int targetEnd;
    private final int minorVersion;

    RequestLine(byte[] bytes) throws BadMessageException {
        this.bytes = bytes;
        methodEnd = methodEnd();
        targetEnd = targetEnd();
        minorVersion = minorVersion();
        checkTarget();
    }

    private int methodEnd() throws BadMessageException {
        int index = 0;
        while (HeaderFields.isToken(bytes[index])) {
            index++;
        }
        if (index == 0 || bytes[index] != ' ') {
            throw BadMessageException.malformed("no method");
        }
        return index;
    }

    private int targetEnd() throws BadMessageException {
        int index = methodEnd + 1;
        while (bytes[index] > ' ' && bytes[index] != 0x7f || bytes[index] < 0) {
            index++;
        }
        if (index == methodEnd + 1 || bytes[index] != ' ') {
            throw BadMessageException.malformed("no target");
        }
        return index;
    }

    private int minorVersion() throws BadMessageException {
        int start = targetEnd + 1;
        if (bytes.length < start + VERSION_LENGTH + 2
                || !text(start, start + 5).equals("HTTP/")
                || !isDigit(start + 5)
                || bytes[start + 6] != '.'
                || !isDigit(start + 7)
                || bytes[start + 8] != '\r'
                || bytes[start + 9] != '\n') {
            throw BadMessageException.malformed("no version");
        }
        if (bytes[start + 5] != '1' || bytes[start + 7] > '1') {
            throw BadMessageException.of(505, "neither HTTP/1.1 nor HTTP/1.0");
        }
        return bytes[start + 7] - '0';
    }

    private void checkTarget() throws BadMessageException {
        if (methodIs("TRACE")) {
            throw BadMessageException.of(405, "TRACE is not allowed");
        }
        boolean isPath = bytes[methodEnd + 1] == '/';
        if (!isPath && !isAbsolute() && !(methodIs("OPTIONS") && target().equals("*"))) {
            throw BadMessageException.malformed("not a target");
        }
    }

    private boolean isDigit(int index) {
        return bytes[index] >= '0' && bytes[index] <= '9';
    }

    private boolean isAbsolute() {
        String target = target();
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }

    /** Where method and target end, without the version. */
    int endOfTarget() {
        return targetEnd;
    }

    /** The length of the whole line. */
    int length() {
        return targetEnd + 1 + VERSION_LENGTH + 2;
    }

    boolean isHttp10() {
        return minorVersion == 0;
    }

    boolean methodIs(String method) {
        if (method.length() != methodEnd) {
            return false;
        }
        for (int i = 0; i < methodEnd; i++) {
            if (bytes[i] != method.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String method() {
        return text(0, methodEnd);
    }

    String target() {
        return text(methodEnd + 1, targetEnd);
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
