package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::EachMemberIn}: whether all strings of a list are in another list. */
record EachMemberIn(Expression list, Expression allowed) implements Predicate {
    private static final String ARITY = "every Fn::EachMemberIn object requires two lists of strings.";

    static EachMemberIn parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        return new EachMemberIn(parser.parse(arguments.get(0)), parser.parse(arguments.get(1)));
    }

    @Override
    public Boolean evaluate(Scope scope) {
        return Texts.of(allowed, scope, ARITY).containsAll(Texts.of(list, scope, ARITY));
    }

    @Override
    public List<Expression> parts() {
        return List.of(list, allowed);
    }
}
