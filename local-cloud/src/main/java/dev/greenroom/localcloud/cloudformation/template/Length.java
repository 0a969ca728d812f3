package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Length}: the number of elements of a list. */
record Length(Expression list) implements Intrinsic {
    private static final String RULE = "every Fn::Length object must have a list as its value.";

    static Length parse(Node argument, ExpressionParser parser) {
        var list = parser.parse(argument);
        if (list instanceof Listing || list instanceof Intrinsic) {
            return new Length(list);
        }
        throw TemplateException.error(RULE);
    }

    @Override
    public Long evaluate(Scope scope) {
        if (list.evaluate(scope.forArguments()) instanceof List<?> elements) {
            return (long) elements.size();
        }
        throw TemplateException.error(RULE);
    }

    @Override
    public List<Expression> parts() {
        return List.of(list);
    }
}
