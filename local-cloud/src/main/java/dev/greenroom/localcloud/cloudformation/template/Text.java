package dev.greenroom.localcloud.cloudformation.template;

/** What functions take as text: strings, and numbers and booleans as they print. */
final class Text {
    private Text() {}

    /** @param rule the error if it is not a text */
    static String of(Expression expression, Scope scope, String rule) {
        return of(expression.evaluate(scope), rule);
    }

    static String of(Object value, String rule) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw TemplateException.error("%s", rule);
    }

    static int integer(Object value, String rule) {
        try {
            return Integer.parseInt(of(value, rule));
        } catch (NumberFormatException e) {
            throw TemplateException.error("%s", rule);
        }
    }

    /** The text of a node that must not be a function. */
    static String literal(Node node, String rule) {
        return node.text().orElseThrow(() -> TemplateException.error("%s", rule));
    }
}
