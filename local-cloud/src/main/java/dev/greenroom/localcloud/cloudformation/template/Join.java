package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Join}: the elements of a list with a delimiter between them. */
record Join(String delimiter, Expression list) implements Intrinsic {
    private static final String ARITY = "every Fn::Join object requires two parameters, (1) a string delimiter and"
            + " (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs)"
            + " to be joined.";

    static Join parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        var list = parser.parse(arguments.get(1));
        if (!(list instanceof Listing || list instanceof Intrinsic)) {
            throw TemplateException.error(ARITY);
        }
        return new Join(Text.literal(arguments.get(0), ARITY), list);
    }

    @Override
    public String evaluate(Scope scope) {
        if (list.evaluate(scope.forArguments()) instanceof List<?> elements) {
            return String.join(
                    delimiter,
                    elements.stream().map(element -> Text.of(element, ARITY)).toList());
        }
        throw TemplateException.error(ARITY);
    }

    @Override
    public List<Expression> parts() {
        return List.of(list);
    }
}
