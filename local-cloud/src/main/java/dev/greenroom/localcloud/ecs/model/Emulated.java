package dev.greenroom.localcloud.ecs.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members of a request that are emulated, as paths ({@code containerDefinitions.image}). A path stands for all that
 * is below it; what a request sets beside them is refused by name.
 */
public record Emulated(Set<String> paths) {
    public Emulated {
        paths = Set.copyOf(paths);
    }

    public static Emulated members(String... paths) {
        return new Emulated(Set.of(paths));
    }

    /** Throws {@code UnsupportedFeatureException} for the first member that is set and not emulated. */
    public void check(SdkPojo request) {
        check(request, "");
    }

    /**
     * Properties of a CloudFormation resource that are set and not emulated, as the template names them. Its names are
     * those of the request but for the first letter.
     */
    public Set<String> lacking(Map<String, Object> properties) {
        var lacking = new TreeSet<String>();
        collect("", properties, lacking);
        return lacking;
    }

    private void collect(String prefix, Map<?, ?> properties, Set<String> lacking) {
        properties.forEach((name, value) -> {
            String path = prefix + name;
            String member = asMember(path);
            if (!isEmpty(value) && !paths.contains(member)) {
                if (isParent(member)) {
                    collectParts(path + ".", value, lacking);
                } else {
                    lacking.add(path);
                }
            }
        });
    }

    private void collectParts(String prefix, Object value, Set<String> lacking) {
        if (value instanceof Map<?, ?> part) {
            collect(prefix, part, lacking);
        } else if (value instanceof Collection<?> parts) {
            parts.forEach(part -> collectParts(prefix, part, lacking));
        }
    }

    private static String asMember(String path) {
        return Stream.of(path.split("\\."))
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.joining("."));
    }

    private boolean isParent(String path) {
        return paths.stream().anyMatch(each -> each.startsWith(path + "."));
    }

    private void check(SdkPojo pojo, String prefix) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (!isEmpty(value)) {
                checkMember(prefix + field.locationName(), value);
            }
        }
    }

    private void checkMember(String path, Object value) {
        if (paths.contains(path)) {
            return;
        }
        if (!isParent(path)) {
            throw EcsErrors.notEmulated(path);
        }
        if (value instanceof SdkPojo part) {
            check(part, path + ".");
        } else if (value instanceof Collection<?> parts) {
            parts.forEach(part -> check((SdkPojo) part, path + "."));
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || value instanceof Collection<?> collection && collection.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
