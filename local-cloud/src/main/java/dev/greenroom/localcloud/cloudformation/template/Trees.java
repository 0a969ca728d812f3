package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Trees of maps, lists and scalars. */
final class Trees {
    private Trees() {}

    /** A copy with every text in it changed; keys stay. */
    static Map<String, Object> mapTexts(Map<?, ?> tree, UnaryOperator<String> change) {
        var changed = new LinkedHashMap<String, Object>();
        tree.forEach((key, value) -> changed.put((String) key, mapText(value, change)));
        return Collections.unmodifiableMap(changed);
    }

    private static Object mapText(Object value, UnaryOperator<String> change) {
        if (value instanceof String text) {
            return change.apply(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> mapText(element, change)).toList();
        }
        return value instanceof Map<?, ?> map ? mapTexts(map, change) : value;
    }
}
