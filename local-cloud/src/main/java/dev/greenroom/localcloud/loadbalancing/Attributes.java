package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The attributes of one load balancer, target group or listener: every key that its kind has, with its value. */
record Attributes(AttributeCatalog catalog, Map<String, String> values) {
    Attributes {
        requireNonNull(catalog, "catalog is null");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Some values changed, each checked as AWS checks it. */
    Attributes with(Map<String, String> changes) {
        var changed = new LinkedHashMap<>(values);
        changes.forEach((name, value) -> {
            catalog.find(name).check(value);
            changed.put(name, value);
        });
        return new Attributes(catalog, changed);
    }

    String text(String name) {
        return requireNonNull(values.get(name), name);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    /** As the SDK's own attribute type of this kind. */
    <T> List<T> each(BiFunction<String, String, T> attribute) {
        return values.entrySet().stream()
                .map(entry -> attribute.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
