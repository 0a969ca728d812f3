package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::GetAZs}: the availability zones of a region, of the stack's own if it is empty. */
record GetAzs(Expression region) implements Intrinsic {
    private static final String RULE = "every Fn::GetAZs object must have a String-typed value.";

    static GetAzs parse(Node argument, ExpressionParser parser) {
        return new GetAzs(parser.parse(argument));
    }

    @Override
    public List<String> evaluate(Scope scope) {
        var name = Text.of(region, scope.forArguments(), RULE);
        return scope.availabilityZones(name.isEmpty() ? scope.region() : name);
    }

    @Override
    public List<Expression> parts() {
        return List.of(region);
    }
}
