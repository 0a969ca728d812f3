package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The attributes of one load balancer, target group or listener: every key that its kind has, with its value. */
record Attributes(AttributeCatalog catalog, Map<String, String> values) {
    Attributes {
        requireNonNull(catalog, "catalog is null");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The attributes of a request, whatever type the SDK has for them. */
    static <T> Map<String, String> changes(List<T> attributes, Function<T, String> key, Function<T, String> value) {
        var changes = new LinkedHashMap<String, String>();
        for (T attribute : Constraints.notEmpty(attributes, "attributes")) {
            changes.put(
                    Constraints.required(key.apply(attribute), "attributes.1.member.key"),
                    Objects.requireNonNullElse(value.apply(attribute), ""));
        }
        return changes;
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
