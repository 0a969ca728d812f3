package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::FindInMap}: a value of the Mappings section. */
record FindInMap(Expression map, Expression key, Expression attribute) implements Intrinsic {
    private static final String ARITY = "every Fn::FindInMap object requires three parameters, the map name, map key"
            + " and the attribute for return value";

    static FindInMap parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 3, 3, ARITY);
        return new FindInMap(
                parser.parse(arguments.get(0)), parser.parse(arguments.get(1)), parser.parse(arguments.get(2)));
    }

    @Override
    public Object evaluate(Scope scope) {
        var arguments = scope.forArguments();
        return scope.mapping(
                Text.of(map, arguments, ARITY), Text.of(key, arguments, ARITY), Text.of(attribute, arguments, ARITY));
    }

    @Override
    public List<Expression> parts() {
        return List.of(map, key, attribute);
    }
}
