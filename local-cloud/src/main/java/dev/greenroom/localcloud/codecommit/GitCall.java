package dev.greenroom.localcloud.codecommit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Work on a git repository that fails only when the machine does. */
@FunctionalInterface
interface GitCall<T> {
    T call() throws IOException;

    static <T> T of(GitCall<T> work) {
        try {
            return work.call();
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to use a git repository but " + e.getMessage(), e);
        }
    }
}
