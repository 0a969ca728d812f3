package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::RefAll}: the values of all parameters of an AWS-specific type. */
record RefAll(String type) implements Intrinsic {
    static RefAll parse(Node argument, ExpressionParser parser) {
        return new RefAll(Text.literal(argument, "every Fn::RefAll object must have a String-typed value."));
    }

    @Override
    public List<String> evaluate(Scope scope) {
        return scope.parametersOfType(type);
    }
}
