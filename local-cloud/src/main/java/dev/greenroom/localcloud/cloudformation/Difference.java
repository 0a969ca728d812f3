package dev.greenroom.localcloud.cloudformation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a resource differs from what it is to be.
 *
 * @param properties names of those that differ, of the first level
 * @param replacing those that make a new physical resource necessary
 */
record Difference(Set<String> properties, Set<String> replacing, boolean stackTags, boolean metadata) {
    boolean isNone() {
        return properties.isEmpty() && !stackTags && !metadata;
    }

    boolean needsReplacement() {
        return !replacing.isEmpty();
    }

    /** Whether the resource itself has to change, not just what the stack knows of it. */
    boolean touchesResource() {
        return !properties.isEmpty() || stackTags;
    }

    static Difference between(Engine engine, StackResource before, StackResource.Source after) {
        Properties was = before.source().properties().compared();
        Properties becomes = after.properties().compared();
        Set<String> changed = changed(was, becomes);
        return new Difference(
                changed,
                replacing(engine, before.type(), changed, was, becomes),
                engine.isTaggable(before.type())
                        && !changed.contains("Tags")
                        && !before.source().tags().equals(after.tags()),
                !before.source().metadata().equals(after.metadata()));
    }

    private static Set<String> changed(Properties was, Properties becomes) {
        return Stream.concat(was.tree().keySet().stream(), becomes.tree().keySet().stream())
                .filter(name -> !isSame(was.tree().get(name), becomes.tree().get(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@code 80} and {@code "80"} are the same to CloudFormation. */
    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
            return map.keySet().equals(otherMap.keySet())
                    && map.keySet().stream().allMatch(key -> isSame(map.get(key), otherMap.get(key)));
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return list.size() == otherList.size()
                    && IntStream.range(0, list.size()).allMatch(index -> isSame(list.get(index), otherList.get(index)));
        }
        if (one instanceof Number || one instanceof Boolean || other instanceof Number || other instanceof Boolean) {
            return String.valueOf(one).equals(String.valueOf(other));
        }
        return Objects.equals(one, other);
    }

    private static Set<String> replacing(
            Engine engine, String type, Set<String> changed, Properties was, Properties becomes) {
        return engine.schema(type)
                .map(schema -> {
                    var replacing = new LinkedHashSet<>(changed);
                    replacing.retainAll(schema.replacingProperties());
                    var conditionally = new LinkedHashSet<>(changed);
                    conditionally.retainAll(schema.conditionallyReplacingProperties());
                    if (!conditionally.isEmpty() && engine.types().get(type).replaces(was, becomes)) {
                        replacing.addAll(conditionally);
                    }
                    return (Set<String>) replacing;
                })
                .orElse(Set.of());
    }
}
