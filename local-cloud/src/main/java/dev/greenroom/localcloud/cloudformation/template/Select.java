package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Select}: one element of a list. */
record Select(Expression index, Expression list) implements Intrinsic {
    private static final String ARITY =
            "Fn::Select requires a list argument with two elements: an integer index and a list";
    private static final String INDEX =
            "Fn::Select requires a list argument with a valid index value as its first element";

    static Select parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        var index = parser.parse(arguments.get(0));
        if (!(index instanceof Intrinsic)) {
            Text.integer(index instanceof Literal literal ? literal.value() : index, INDEX);
        }
        var list = parser.parse(arguments.get(1));
        if (list instanceof Literal || list instanceof Structure) {
            throw TemplateException.error(ARITY);
        }
        return new Select(index, list);
    }

    @Override
    public Object evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var position = Text.integer(index.evaluate(arguments), INDEX);
        if (!(list.evaluate(arguments) instanceof List<?> elements)) {
            throw TemplateException.error(ARITY);
        }
        if (position < 0 || position >= elements.size()) {
            throw TemplateException.error("Fn::Select cannot select nonexistent value at index %d", position);
        }
        return elements.get(position);
    }

    @Override
    public List<Expression> parts() {
        return List.of(index, list);
    }
}
