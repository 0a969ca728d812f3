package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Select}: one element of a list. */
record Select(Expression index, Expression list) implements Intrinsic {
    private static final String ARITY =
            "Fn::Select requires a list argument with two elements: an integer index and a list";

    static Select parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        var select = new Select(parser.parse(arguments.get(0)), parser.parse(arguments.get(1)));
        if (select.list instanceof Literal || select.list instanceof Structure) {
            throw TemplateException.error(ARITY);
        }
        if (select.index instanceof Literal literal) {
            index(literal.value());
        }
        return select;
    }

    private static int index(Object value) {
        try {
            return Integer.parseInt(Text.of(value, ARITY));
        } catch (NumberFormatException e) {
            throw TemplateException.error(ARITY);
        }
    }

    @Override
    public Object evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var position = index(index.evaluate(arguments));
        if (list.evaluate(arguments) instanceof List<?> elements) {
            if (position < 0 || position >= elements.size()) {
                throw TemplateException.error("Fn::Select cannot select nonexistent value at index %d", position);
            }
            return elements.get(position);
        }
        throw TemplateException.error(ARITY);
    }

    @Override
    public List<Expression> parts() {
        return List.of(index, list);
    }
}
