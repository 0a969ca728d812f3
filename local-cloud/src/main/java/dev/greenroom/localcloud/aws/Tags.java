package dev.greenroom.localcloud.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tags in the shape that each service's model wants. */
public final class Tags {
    private static final String RESERVED = "aws:";

    private Tags() {}

    /** One model object a tag, for example {@code Tags.as(tags, (key, value) -> Tag.builder()...build())}. */
    public static <T> List<T> as(Map<String, String> tags, BiFunction<String, String, T> tag) {
        return tags.entrySet().stream()
                .map(entry -> tag.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Without AWS's own tags ({@code aws:...}), which LocalStack's services refuse from a caller, as AWS's do. */
    public static Map<String, String> withoutReserved(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(RESERVED))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Makes {@code before} become {@code after}.
     *
     * @param remove gets the keys that have to go, if there are any
     * @param set gets what is new or has another value, if there is any
     */
    public static void change(
            Map<String, String> before,
            Map<String, String> after,
            Consumer<List<String>> remove,
            Consumer<Map<String, String>> set) {
        List<String> gone = removed(before, after);
        if (!gone.isEmpty()) {
            remove.accept(gone);
        }
        var changed = new HashMap<>(after);
        changed.entrySet().removeAll(before.entrySet());
        if (!changed.isEmpty()) {
            set.accept(changed);
        }
    }

    /** Keys of {@code before} that {@code after} has no more. */
    public static List<String> removed(Map<String, String> before, Map<String, String> after) {
        return before.keySet().stream().filter(key -> !after.containsKey(key)).toList();
    }
}
