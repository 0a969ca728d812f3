package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Not}. */
record Not(Predicate operand) implements Predicate {
    private static final String ARITY = "Fn::Not requires a list argument with one element";
    private static final String FUNCTION = "Fn::Not requires a list argument with one function token";

    static Not parse(Node argument, ExpressionParser parser) {
        var operands = Predicate.parse(Arguments.of(argument, 1, 1, ARITY), parser, FUNCTION);
        return new Not(operands.get(0));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return !operand.evaluate(scope);
    }

    @Override
    public List<Expression> parts() {
        return List.of(operand);
    }
}
