package dev.greenroom.localcloud.cloudformation.template;

import java.util.stream.Stream;

/** {@code Condition}: another condition. */
record ConditionReference(String name) implements Predicate {
    static ConditionReference parse(Node argument, ExpressionParser parser) {
        return new ConditionReference(Text.literal(argument, "All Conditions must be of type string"));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return scope.condition(name);
    }

    @Override
    public Stream<Reference> references() {
        return Stream.of(new Reference.ToCondition(name));
    }
}
