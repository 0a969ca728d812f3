package dev.greenroom.localcloud.codebuild.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members that are not emulated, as paths ({@code source.auth}); what a request sets of them is refused by name. A
 * member that is false or empty is not set.
 */
public record Emulated(Set<String> allBut) {
    public Emulated {
        allBut = Set.copyOf(allBut);
    }

    public static Emulated allBut(String... paths) {
        return new Emulated(Set.of(paths));
    }

    /** Throws for the first member that is set and not emulated. */
    public void check(SdkPojo request) {
        check("", request);
    }

    /** The same for the properties of a resource, by the names that templates have for them. */
    public Set<String> lacking(Map<String, Object> properties) {
        var lacking = new TreeSet<String>();
        collect("", properties, lacking);
        return lacking;
    }

    private void check(String prefix, SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            String path = prefix + field.locationName();
            if (isEmpty(value)) {
                continue;
            }
            if (allBut.contains(path)) {
                throw CodeBuildErrors.notEmulated(path);
            }
            if (value instanceof SdkPojo part) {
                check(path + ".", part);
            } else if (value instanceof Collection<?> parts) {
                parts.stream().filter(SdkPojo.class::isInstance).forEach(part -> check(path + ".", (SdkPojo) part));
            }
        }
    }

    private void collect(String prefix, Map<?, ?> properties, Set<String> lacking) {
        properties.forEach((name, value) -> {
            String path = prefix + name;
            if (isEmpty(value)) {
                return;
            }
            if (allBut.stream().anyMatch(each -> each.equalsIgnoreCase(path.toLowerCase(Locale.ROOT)))) {
                lacking.add(path);
            } else if (value instanceof Map<?, ?> part) {
                collect(path + ".", part, lacking);
            } else if (value instanceof Collection<?> parts) {
                parts.forEach(part -> collect(path + ".", part instanceof Map<?, ?> map ? map : Map.of(), lacking));
            }
        });
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || "false".equals(value)
                || value instanceof Collection<?> collection && collection.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
