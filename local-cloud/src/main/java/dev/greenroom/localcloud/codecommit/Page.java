package dev.greenroom.localcloud.codecommit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextToken where the next part starts; null after the last
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int DEFAULT_SIZE = 1_000;

    static <T> Page<T> of(List<T> all, @Nullable String token) {
        return of(all, token, null);
    }

    static <T> Page<T> of(List<T> all, @Nullable String token, @Nullable Integer maxResults) {
        if (maxResults != null && maxResults < 1) {
            throw CodeCommitErrors.invalidMaxResults();
        }
        int start = token == null ? 0 : start(token, all.size());
        int end = Math.min(all.size(), start + (maxResults == null ? DEFAULT_SIZE : maxResults));
        return new Page<>(all.subList(start, end), end < all.size() ? String.valueOf(end) : null);
    }

    private static int start(String token, int size) {
        try {
            int start = Integer.parseInt(token);
            if (start >= 0 && start <= size) {
                return start;
            }
        } catch (NumberFormatException e) {
            throw CodeCommitErrors.invalidContinuationToken();
        }
        throw CodeCommitErrors.invalidContinuationToken();
    }
}
