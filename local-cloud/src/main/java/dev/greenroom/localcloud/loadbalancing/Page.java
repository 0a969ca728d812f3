package dev.greenroom.localcloud.loadbalancing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextMarker null on the last page
 */
record Page<T>(List<T> items, @Nullable String nextMarker) {
    private static final int MAX_SIZE = 400;

    static <T> Page<T> of(List<T> all, @Nullable String marker, @Nullable Integer size) {
        Constraints.range(size, "pageSize", 1, MAX_SIZE);
        int from = marker == null ? 0 : position(marker, all.size());
        int to = Math.min(all.size(), from + (size == null ? MAX_SIZE : size));
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private static int position(String marker, int size) {
        if (!marker.matches("\\d{1,6}")) {
            throw Failures.validation("The specified marker '%s' is not valid".formatted(marker));
        }
        return Math.min(size, Integer.parseInt(marker));
    }
}
