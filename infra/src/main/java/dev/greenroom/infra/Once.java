package dev.greenroom.infra;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once, when first needed, and remembers the answer. Threads that ask meanwhile wait for it. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T answer;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        var known = answer;
        if (known == null) {
            known = source.get();
            answer = known;
        }
        return known;
    }
}
