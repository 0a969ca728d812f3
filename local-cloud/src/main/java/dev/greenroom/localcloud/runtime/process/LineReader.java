package dev.greenroom.localcloud.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Splits UTF-8 output into lines. A line longer than the limit comes in pieces, as container engines log it. */
final class LineReader implements AutoCloseable {
    static final int LONGEST_LINE = 16 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private final int longest;

    LineReader(InputStream in) {
        this(in, LONGEST_LINE);
    }

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    void forEach(Consumer<String> consumer) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            for (int i = 0; i < length; i++) {
                accept(buffer[i], consumer);
            }
        }
        if (line.size() > 0) {
            emit(consumer);
        }
    }

    private void accept(byte next, Consumer<String> consumer) {
        if (next == '\n') {
            emit(consumer);
            return;
        }
        boolean startsCharacter = (next & 0xC0) != 0x80;
        if (startsCharacter && line.size() >= longest - 3) {
            emit(consumer);
        }
        line.write(next);
    }

    private void emit(Consumer<String> consumer) {
        String text = line.toString(UTF_8);
        line.reset();
        consumer.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
