package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the Conditions section. */
final class ConditionSection {
    private ConditionSection() {}

    static Map<String, Predicate> parse(Optional<Node> section, ExpressionParser parser) {
        var conditions = new LinkedHashMap<String, Predicate>();
        Members.entries(section, "Conditions").forEach((name, node) -> conditions.put(name, condition(node, parser)));
        return Collections.unmodifiableMap(conditions);
    }

    private static Predicate condition(Node node, ExpressionParser parser) {
        if (parser.parse(node) instanceof Predicate predicate) {
            return predicate;
        }
        throw TemplateException.format("Conditions can only be boolean operations on parameters and other conditions");
    }
}
