package dev.greenroom.localcloud.codepipeline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextToken asks for the page after this one; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int DEFAULT_SIZE = 100;

    public Page {
        items = List.copyOf(items);
    }

    /** @param most how many results AWS lets a caller ask for at once */
    public static <T> Page<T> of(List<T> all, @Nullable String token, @Nullable Integer maxResults, int most) {
        if (maxResults != null) {
            Constraints.range(maxResults, "maxResults", 1, most);
        }
        int from = token == null ? 0 : position(token, all.size());
        int size = maxResults == null ? DEFAULT_SIZE : maxResults;
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private static int position(String token, int end) {
        if (!token.matches("\\d{1,9}")) {
            throw PipelineErrors.invalidNextToken(token);
        }
        return Math.min(end, Integer.parseInt(token));
    }
}
