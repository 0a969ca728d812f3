package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::And}. */
record And(List<Predicate> parts) implements Predicate {
    private static final String ARITY =
            "every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.";

    And {
        parts = List.copyOf(parts);
    }

    static And parse(Node argument, ExpressionParser parser) {
        return new And(Predicate.parse(Arguments.of(argument, 2, 10, ARITY), parser, ARITY));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return parts.stream().allMatch(operand -> operand.evaluate(scope));
    }
}
