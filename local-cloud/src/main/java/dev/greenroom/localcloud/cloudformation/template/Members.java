package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The members of a section: objects by name. */
final class Members {
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");

    private Members() {}

    /**
     * @param section for example {@code Resources}
     * @param member for example {@code Resource}
     */
    static <T> Map<String, T> parse(
            Optional<Node> node, String section, String member, BiFunction<String, Node.Mapping, T> parser) {
        var members = new LinkedHashMap<String, T>();
        entries(node, section).forEach((name, value) -> {
            checkName(member, name);
            if (!(value instanceof Node.Mapping mapping)) {
                throw TemplateException.format("Any %s member must be an object.", section);
            }
            members.put(name, parser.apply(name, mapping));
        });
        return Collections.unmodifiableMap(members);
    }

    static Map<String, Node> entries(Optional<Node> node, String section) {
        if (node.isEmpty()) {
            return Map.of();
        }
        if (node.get() instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        throw TemplateException.format("[/%s] section must be an object.", section);
    }

    static boolean isAlphanumeric(String name) {
        return ALPHANUMERIC.matcher(name).matches();
    }

    static void checkName(String member, String name) {
        if (!isAlphanumeric(name)) {
            throw TemplateException.format("%s name %s is non alphanumeric.", member, name);
        }
    }

    static void checkCount(String what, int count, int maximum) {
        if (count > maximum) {
            throw TemplateException.format(
                    "Number of %s, %d, is greater than maximum allowed, %d", what, count, maximum);
        }
    }

    /** Fails with the first property that an object must not have. */
    static void checkProperties(Node.Mapping node, Set<String> allowed, String member) {
        node.entries().keySet().stream()
                .filter(property -> !allowed.contains(property))
                .findFirst()
                .ifPresent(property -> {
                    throw new TemplateException("Invalid template %s property '%s'".formatted(member, property));
                });
    }
}
