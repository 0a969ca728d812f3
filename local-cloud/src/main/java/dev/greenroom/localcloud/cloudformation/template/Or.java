package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Or}. */
record Or(List<Predicate> parts) implements Predicate {
    private static final String ARITY =
            "every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters.";

    Or {
        parts = List.copyOf(parts);
    }

    static Or parse(Node argument, ExpressionParser parser) {
        return new Or(Predicate.parse(Arguments.of(argument, 2, 10, ARITY), parser, ARITY));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return parts.stream().anyMatch(operand -> operand.evaluate(scope));
    }
}
