package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** What the functions of rules take as a list of texts. */
final class Texts {
    private Texts() {}

    static List<String> of(Expression expression, Scope scope, String rule) {
        if (expression.evaluate(scope) instanceof List<?> elements) {
            return elements.stream().map(element -> Text.of(element, rule)).toList();
        }
        throw TemplateException.error("%s", rule);
    }
}
