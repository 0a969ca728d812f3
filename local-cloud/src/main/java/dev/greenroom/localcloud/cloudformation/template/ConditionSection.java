package dev.greenroom.localcloud.cloudformation.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the Conditions section. */
final class ConditionSection {
    private static final ExpressionParser PARSER = new ExpressionParser(Functions.OF_CONDITIONS);

    private ConditionSection() {}

    static Map<String, Expression> parse(Optional<Node> section) {
        var conditions = new LinkedHashMap<String, Expression>();
        Members.entries(section, "Conditions").forEach((name, node) -> {
            var condition = PARSER.parse(node);
            if (!Operands.isBoolean(condition)) {
                throw TemplateException.format(
                        "Conditions can only be boolean operations on parameters and other conditions");
            }
            conditions.put(name, condition);
        });
        return conditions;
    }
}
