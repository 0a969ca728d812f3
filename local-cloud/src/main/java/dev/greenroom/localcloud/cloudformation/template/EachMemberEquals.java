package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::EachMemberEquals}: whether all strings of a list are the same as one. */
record EachMemberEquals(Expression list, Expression text) implements Predicate {
    private static final String ARITY = "every Fn::EachMemberEquals object requires a list of strings and a string.";

    static EachMemberEquals parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        return new EachMemberEquals(parser.parse(arguments.get(0)), parser.parse(arguments.get(1)));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        var expected = Text.of(text, scope, ARITY);
        return Texts.of(list, scope, ARITY).stream().allMatch(expected::equals);
    }

    @Override
    public List<Expression> parts() {
        return List.of(list, text);
    }
}
