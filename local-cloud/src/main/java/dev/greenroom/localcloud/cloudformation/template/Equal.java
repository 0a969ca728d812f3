package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Equals}: compares texts, so that {@code true} equals {@code "true"}. */
record Equal(Expression left, Expression right) implements Predicate {
    private static final String ARITY = "every Fn::Equals object requires a list of 2 string parameters.";

    static Equal parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        return new Equal(operand(arguments.get(0), parser), operand(arguments.get(1), parser));
    }

    private static Expression operand(Node node, ExpressionParser parser) {
        var operand = parser.parse(node);
        if (operand instanceof Listing || operand instanceof Structure || operand instanceof Predicate) {
            throw notStrings();
        }
        return operand;
    }

    static TemplateException notStrings() {
        return TemplateException.error(ARITY);
    }

    @Override
    public Boolean evaluate(Scope scope) {
        var arguments = scope.forArguments();
        return Text.of(left, arguments, ARITY).equals(Text.of(right, arguments, ARITY));
    }

    @Override
    public List<Expression> parts() {
        return List.of(left, right);
    }
}
