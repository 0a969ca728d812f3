package dev.greenroom.localcloud.loadbalancing;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The attributes that an update of a stack changes; one that left the template gets its default back. */
record AttributeChanges(Map<String, String> values) {
    /** @param property a list of {@code Key} and {@code Value} */
    static AttributeChanges of(ResourceRequest request, String property, AttributeCatalog catalog) {
        Map<String, String> before = values(request.previousProperties(), property);
        Map<String, String> wanted = values(request.properties(), property);
        var changes = new LinkedHashMap<String, String>();
        before.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(key -> changes.put(key, catalog.find(key).defaultValue()));
        wanted.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                changes.put(key, value);
            }
        });
        return new AttributeChanges(changes);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    <T> List<T> each(BiFunction<String, String, T> attribute) {
        return values.entrySet().stream()
                .map(entry -> attribute.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, String> values(Properties properties, String property) {
        var values = new LinkedHashMap<String, String>();
        properties
                .objects(property)
                .forEach(attribute -> values.put(
                        attribute.requiredText("Key"), attribute.text("Value").orElse("")));
        return values;
    }
}
