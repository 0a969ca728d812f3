package dev.greenroom.localcloud.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What a process is told while it runs, as the standard input that the engine gives it. */
final class ToldLines extends InputStream {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private byte[] current = END;
    private int position;

    void add(String line) throws IOException {
        if (closed) {
            throw new IOException("it listens no more");
        }
        waiting.add(line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Returns what there is, without waiting until the buffer is full. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position == current.length && !next()) {
            return -1;
        }
        int read = Math.min(length, current.length - position);
        System.arraycopy(current, position, buffer, offset, read);
        position += read;
        return read;
    }

    @Override
    public void close() {
        closed = true;
        waiting.add(END);
    }

    private boolean next() throws InterruptedIOException {
        try {
            current = waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        position = 0;
        if (current.length == 0) {
            waiting.add(END); // for whoever reads once more
            return false;
        }
        return true;
    }
}
