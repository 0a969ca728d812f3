package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code Fn::If}: one of two values, as a condition decides. */
record If(String condition, Expression then, Expression otherwise) implements Intrinsic {
    private static final String FIRST = "Fn::If requires a list argument with the first element being a condition";
    private static final String ARITY = "Fn::If requires a list argument with three elements";

    static If parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 1, Integer.MAX_VALUE, FIRST);
        var condition = Text.literal(arguments.get(0), FIRST);
        if (arguments.size() != 3) {
            throw TemplateException.error(ARITY);
        }
        return new If(condition, parser.parse(arguments.get(1)), parser.parse(arguments.get(2)));
    }

    @Override
    public Object evaluate(Scope scope) {
        return scope.part(scope.condition(condition) ? then : otherwise);
    }

    @Override
    public List<Expression> parts() {
        return List.of(then, otherwise);
    }

    @Override
    public List<Expression> parts(Predicate<String> conditions) {
        return List.of(conditions.test(condition) ? then : otherwise);
    }

    @Override
    public Stream<Reference> references() {
        return Stream.of(new Reference.ToCondition(condition));
    }
}
