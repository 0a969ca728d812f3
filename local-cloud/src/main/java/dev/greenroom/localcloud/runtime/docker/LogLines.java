package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes lines of what a container prints, which the engine hands over in pieces. */
final class LogLines extends ResultCallback.Adapter<Frame> {
    /** A longer line comes in pieces, as container engines log it. */
    private static final int LONGEST_LINE = 16 * 1024;

    private final Consumer<String> log;
    private final int longest;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<StreamType, ByteArrayOutputStream> open = new EnumMap<>(StreamType.class);

    LogLines(Consumer<String> log) {
        this(log, LONGEST_LINE);
    }

    /** @param longest in bytes */
    LogLines(Consumer<String> log, int longest) {
        this.log = log;
        this.longest = longest;
    }

    /** Completes once all lines were passed on; exceptionally when the engine broke off. */
    CompletableFuture<Void> end() {
        return end.copy();
    }

    @Override
    public synchronized void onNext(Frame frame) {
        ByteArrayOutputStream line = open.computeIfAbsent(frame.getStreamType(), type -> new ByteArrayOutputStream());
        for (byte next : frame.getPayload()) {
            if (next == '\n') {
                emit(line);
                continue;
            }
            boolean startsCharacter = (next & 0xC0) != 0x80;
            if (startsCharacter && line.size() >= longest - 3) {
                emit(line);
            }
            line.write(next);
        }
    }

    @Override
    public synchronized void onComplete() {
        open.values().stream().filter(line -> line.size() > 0).forEach(this::emit);
        super.onComplete();
        end.complete(null);
    }

    @Override
    public void onError(Throwable failure) {
        super.onError(failure);
        end.completeExceptionally(failure);
    }

    private void emit(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        log.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
