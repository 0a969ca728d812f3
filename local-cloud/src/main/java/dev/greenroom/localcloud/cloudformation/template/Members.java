package dev.greenroom.localcloud.cloudformation.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The members of a section: objects by name. */
final class Members {
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");

    private Members() {}

    static <T> Map<String, T> parse(
            Optional<Node> section, String sectionName, String memberName, BiFunction<String, Node.Mapping, T> member) {
        var members = new LinkedHashMap<String, T>();
        entries(section, sectionName).forEach((name, node) -> {
            if (!ALPHANUMERIC.matcher(name).matches()) {
                throw TemplateException.format("%s name %s is non alphanumeric.", memberName, name);
            }
            if (!(node instanceof Node.Mapping mapping)) {
                throw TemplateException.format("Any %s member must be an object.", sectionName);
            }
            members.put(name, member.apply(name, mapping));
        });
        return java.util.Collections.unmodifiableMap(members);
    }

    static Map<String, Node> entries(Optional<Node> section, String sectionName) {
        if (section.isEmpty()) {
            return Map.of();
        }
        if (section.get() instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        throw TemplateException.format("%s must be an object.", sectionName);
    }
}
