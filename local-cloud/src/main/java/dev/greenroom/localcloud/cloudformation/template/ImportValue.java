package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::ImportValue}: what another stack exports. */
record ImportValue(Expression name) implements Intrinsic {
    private static final String RULE =
            "The attribute in Fn::ImportValue must be a string or a function that returns a" + " string";

    static ImportValue parse(Node argument, ExpressionParser parser) {
        return new ImportValue(parser.parse(argument));
    }

    @Override
    public String evaluate(Scope scope) {
        return scope.exportedValue(Text.of(name, scope.forArguments(), RULE));
    }

    @Override
    public List<Expression> parts() {
        return List.of(name);
    }
}
