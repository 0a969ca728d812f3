package dev.greenroom.localcloud.ecs.model;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
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
        if (paths.stream().noneMatch(each -> each.startsWith(path + "."))) {
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
