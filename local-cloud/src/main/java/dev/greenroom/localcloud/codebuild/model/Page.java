package dev.greenroom.localcloud.codebuild.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;

/**
 * One page of a list.
 *
 * @param nextToken asks for the page after this one; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    public static final int MAX_SIZE = 100;

    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> of(List<T> all, @Nullable String token, int size) {
        int from = token == null ? 0 : position(token, all.size());
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    /** @param oldestFirst what is listed, oldest first; most lists of CodeBuild begin with the newest */
    public static <T> Page<T> newestFirst(
            List<T> oldestFirst, @Nullable SortOrderType order, @Nullable String token, @Nullable Integer maxResults) {
        int size = maxResults == null ? MAX_SIZE : maxResults;
        if (size < 1 || size > MAX_SIZE) {
            throw CodeBuildErrors.invalidInput("Invalid maxResults: must be between 1 and %d".formatted(MAX_SIZE));
        }
        List<T> all = new ArrayList<>(oldestFirst);
        if (order != SortOrderType.ASCENDING) {
            Collections.reverse(all);
        }
        return of(all, token, size);
    }

    private static int position(String token, int end) {
        if (!token.matches("\\d{1,9}")) {
            throw CodeBuildErrors.invalidInput("Invalid nextToken: " + token);
        }
        return Math.min(end, Integer.parseInt(token));
    }
}
