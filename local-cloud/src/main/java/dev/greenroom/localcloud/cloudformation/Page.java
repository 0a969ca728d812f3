package dev.greenroom.localcloud.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is too long for one answer.
 *
 * @param nextToken names the last item of this page, so that a page continues rightly when the list has grown at its
 *     front meanwhile; null on the last page
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    /** What AWS returns at once. */
    private static final int SIZE = 100;

    static <T> Page<T> of(List<T> all, Function<T, String> key, @Nullable String token) {
        int from = token == null ? 0 : indexAfter(all, key, token);
        int to = Math.min(all.size(), from + SIZE);
        String next = to < all.size() ? encode(key.apply(all.get(to - 1))) : null;
        return new Page<>(List.copyOf(all.subList(from, to)), next);
    }

    private static <T> int indexAfter(List<T> all, Function<T, String> key, String token) {
        for (int i = 0; i < all.size(); i++) {
            if (encode(key.apply(all.get(i))).equals(token)) {
                return i + 1;
            }
        }
        throw CloudFormationErrors.validation("The token " + token + " is invalid");
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }
}
