package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** The tags of pipelines, by ARN. What was never put here does not exist. Thread-safe. */
public final class ResourceTags {
    private static final int MOST = 50;

    private final Map<String, Map<String, String>> byArn = new ConcurrentHashMap<>();

    void put(String arn, Collection<Tag> tags) {
        byArn.put(arn, checked(toMap(tags)));
    }

    void forget(String arn) {
        byArn.remove(arn);
    }

    public void add(@Nullable String arn, Collection<Tag> tags) {
        change(arn, all -> all.putAll(toMap(tags)));
    }

    public void remove(@Nullable String arn, Collection<String> keys) {
        change(arn, all -> all.keySet().removeAll(keys));
    }

    public List<Tag> of(@Nullable String arn) {
        Map<String, String> tags = byArn.get(checkedArn(arn));
        if (tags == null) {
            throw PipelineErrors.resourceNotFound(String.valueOf(arn));
        }
        return tags.entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    private void change(@Nullable String arn, Consumer<Map<String, String>> change) {
        Map<String, String> changed = byArn.computeIfPresent(checkedArn(arn), (key, tags) -> {
            var copy = new LinkedHashMap<>(tags);
            change.accept(copy);
            return checked(copy);
        });
        if (changed == null) {
            throw PipelineErrors.resourceNotFound(String.valueOf(arn));
        }
    }

    private static String checkedArn(@Nullable String arn) {
        if (arn == null || !arn.matches("arn:aws(-[\\w]+)*:codepipeline:.+:[0-9]{12}:.+")) {
            throw PipelineErrors.invalidArn(String.valueOf(arn));
        }
        return arn;
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw PipelineErrors.tooManyTags(MOST);
        }
        return tags;
    }

    private static Map<String, String> toMap(Collection<Tag> tags) {
        var map = new LinkedHashMap<String, String>();
        tags.forEach(tag -> {
            if (tag.key() == null || tag.key().isEmpty()) {
                throw PipelineErrors.invalidTags("A tag has no key");
            }
            map.put(tag.key(), tag.value() == null ? "" : tag.value());
        });
        return map;
    }
}
