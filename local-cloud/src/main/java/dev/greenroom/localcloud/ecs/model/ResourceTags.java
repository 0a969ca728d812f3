package dev.greenroom.localcloud.ecs.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The tags of everything that has an ARN. What was never {@linkplain #put put} here does not exist. Thread-safe. */
public final class ResourceTags {
    private final Map<String, Map<String, String>> byArn = new ConcurrentHashMap<>();

    /** Registers a resource with its tags, or none. */
    public void put(String arn, Collection<Tag> tags) {
        byArn.put(arn, toMap(tags));
    }

    public void add(String arn, Collection<Tag> tags) {
        change(arn, all -> all.putAll(toMap(tags)));
    }

    public void remove(String arn, Collection<String> keys) {
        change(arn, all -> all.keySet().removeAll(keys));
    }

    /** Forgets the resource. */
    public void forget(String arn) {
        byArn.remove(arn);
    }

    public List<Tag> of(String arn) {
        return byArn.getOrDefault(arn, Map.of()).entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    /** Without AWS's own, which tasks do not inherit. */
    public List<Tag> ofUser(String arn) {
        return of(arn).stream().filter(tag -> !tag.key().startsWith("aws:")).toList();
    }

    public boolean knows(String arn) {
        return byArn.containsKey(arn);
    }

    private void change(String arn, Consumer<Map<String, String>> change) {
        Map<String, String> changed = byArn.computeIfPresent(arn, (key, tags) -> {
            var copy = new LinkedHashMap<>(tags);
            change.accept(copy);
            return copy;
        });
        if (changed == null) {
            throw EcsErrors.resourceNotFound();
        }
    }

    private static Map<String, String> toMap(Collection<Tag> tags) {
        var map = new LinkedHashMap<String, String>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }
}
