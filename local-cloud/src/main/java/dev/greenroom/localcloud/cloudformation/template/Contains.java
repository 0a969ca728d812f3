package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::Contains}: whether a list has a string. */
record Contains(Expression list, Expression text) implements Predicate {
    private static final String ARITY = "every Fn::Contains object requires a list of strings and a string.";

    static Contains parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        return new Contains(parser.parse(arguments.get(0)), parser.parse(arguments.get(1)));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return Texts.of(list, scope, ARITY).contains(Text.of(text, scope, ARITY));
    }

    @Override
    public List<Expression> parts() {
        return List.of(list, text);
    }
}
