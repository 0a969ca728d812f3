package dev.greenroom.localcloud.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A log on disk that does not grow without end: beyond its limit it starts anew and keeps one predecessor. */
public final class LogFile implements Consumer<String>, AutoCloseable {
    private static final long DEFAULT_LIMIT = 16L * 1024 * 1024;

    private final Path path;
    private final long limit;
    private BufferedWriter writer;
    private long size;

    public LogFile(Path path) throws IOException {
        this(path, DEFAULT_LIMIT);
    }

    LogFile(Path path, long limit) throws IOException {
        this.path = path;
        this.limit = limit;
        Files.createDirectories(path.toAbsolutePath().getParent());
        this.writer = open();
    }

    public Path path() {
        return path;
    }

    @Override
    public synchronized void accept(String line) {
        try {
            if (size >= limit) {
                startAnew();
            }
            writer.write(line);
            writer.write('\n');
            writer.flush();
            size += line.length() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to write to %s but failed".formatted(path), e);
        }
    }

    private void startAnew() throws IOException {
        writer.close();
        Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        writer = open();
    }

    private BufferedWriter open() throws IOException {
        size = Files.exists(path) ? Files.size(path) : 0;
        return Files.newBufferedWriter(path, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
