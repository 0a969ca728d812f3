package dev.greenroom.localcloud.loadbalancing.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An HTTP message as a test reads it from a socket. */
record Message(String firstLine, List<String> headers, byte[] body) {
    /** Reads a request; throws {@link EOFException} when there is none or it breaks off. */
    static Message readRequest(InputStream in) throws IOException {
        return read(in, false, false);
    }

    static Message readAnswer(InputStream in) throws IOException {
        return read(in, false, true);
    }

    static Message readAnswerToHead(InputStream in) throws IOException {
        return read(in, true, true);
    }

    private static Message read(InputStream in, boolean bodiless, boolean untilClose) throws IOException {
        Message head = readHead(in);
        if (bodiless || untilClose && List.of(101, 204, 304).contains(head.status())) {
            return head;
        }
        if (head.header("Transfer-Encoding").equals("chunked")) {
            return new Message(head.firstLine, head.headers, readChunks(in));
        }
        String length = head.header("Content-Length");
        if (!length.isEmpty()) {
            return new Message(head.firstLine, head.headers, readExactly(in, Integer.parseInt(length)));
        }
        return untilClose ? new Message(head.firstLine, head.headers, in.readAllBytes()) : head;
    }

    static Message readHead(InputStream in) throws IOException {
        String firstLine = readLine(in);
        List<String> headers = new ArrayList<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            headers.add(line);
        }
        return new Message(firstLine, headers, new byte[0]);
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(readLine(in).replaceFirst(";.*", ""), 16);
            body.write(readExactly(in, size));
            readLine(in);
        } while (size > 0);
        return body.toByteArray();
    }

    static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The body broke off after %d of %d bytes".formatted(bytes.length, length));
        }
        return bytes;
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection ended after '%s'".formatted(line));
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    int status() {
        return Integer.parseInt(firstLine.split(" ")[1]);
    }

    String method() {
        return firstLine.split(" ")[0];
    }

    String target() {
        return firstLine.split(" ")[1];
    }

    /** All values of a header, one after the other; empty when there is none. */
    String header(String name) {
        return String.join(
                ", ",
                headers.stream()
                        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                        .map(line -> line.substring(name.length() + 1).strip())
                        .toList());
    }

    boolean hasHeader(String name) {
        return headers.stream().anyMatch(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return firstLine
                + headers
                + new String(Arrays.copyOf(body, Math.min(200, body.length)), StandardCharsets.UTF_8);
    }
}
