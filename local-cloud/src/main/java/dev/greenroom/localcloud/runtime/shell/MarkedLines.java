package dev.greenroom.localcloud.runtime.shell;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What a shell prints: lines of its commands, and between them lines {@code MARK STATUS} of our own. Before a mark stands
 * a line break that ends what the command left open; where it left nothing open that makes an empty line, which is
 * dropped.
 */
final class MarkedLines implements Consumer<String> {
    private final String mark;
    private final Consumer<String> log;
    private IntConsumer onMark = status -> {};
    private boolean emptyLineWaits;

    MarkedLines(String mark, Consumer<String> log) {
        this.mark = mark + " ";
        this.log = log;
    }

    void onMark(IntConsumer listener) {
        onMark = listener;
    }

    @Override
    public void accept(String line) {
        if (line.startsWith(mark)) {
            emptyLineWaits = false;
            onMark.accept(Integer.parseInt(line.substring(mark.length())));
            return;
        }
        end();
        if (line.isEmpty()) {
            emptyLineWaits = true;
        } else {
            log.accept(line);
        }
    }

    /** No more lines come. */
    void end() {
        if (emptyLineWaits) {
            emptyLineWaits = false;
            log.accept("");
        }
    }
}
