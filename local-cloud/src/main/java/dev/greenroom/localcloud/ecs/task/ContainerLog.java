package dev.greenroom.localcloud.ecs.task;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a container: to its log stream, if it has one, and the last of them to memory. */
final class ContainerLog implements Consumer<String>, AutoCloseable {
    private final LogTail tail = new LogTail();
    private final @Nullable LogStream stream;

    ContainerLog(@Nullable LogStream stream) {
        this.stream = stream;
    }

    LogTail tail() {
        return tail;
    }

    @Override
    public void accept(String line) {
        tail.add(line);
        if (stream != null) {
            stream.add(line);
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
