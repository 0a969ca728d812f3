package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Not}. */
record Not(Expression operand) implements Intrinsic {
    private static final String ARITY = "Fn::Not requires a list argument with one element";
    private static final String FUNCTION = "Fn::Not requires a list argument with one function token";

    static Not parse(Node argument, ExpressionParser parser) {
        return new Not(Operands.of(Arguments.of(argument, 1, 1, ARITY), parser, FUNCTION)
                .get(0));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return !Operands.isTrue(operand, scope);
    }

    @Override
    public List<Expression> parts() {
        return List.of(operand);
    }
}
