package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Equals}: compares texts, so that {@code true} equals {@code "true"}. */
record Equal(Expression left, Expression right) implements Intrinsic {
    private static final String ARITY = "every Fn::Equals object requires a list of 2 string parameters.";

    static Equal parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        return new Equal(parser.parse(arguments.get(0)), parser.parse(arguments.get(1)));
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
