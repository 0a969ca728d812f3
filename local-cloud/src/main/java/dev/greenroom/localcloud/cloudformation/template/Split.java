package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.regex.Pattern;

/** {@code Fn::Split}: the pieces of a string, empty ones included. */
record Split(String delimiter, Expression source) implements Intrinsic {
    private static final String ARITY = "every Fn::Split object requires two parameters, (1) a string delimiter and"
            + " (2) a string to be split or a function that returns a string to be split.";

    static Split parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 2, ARITY);
        var delimiter = Text.literal(arguments.get(0), ARITY);
        var source = parser.parse(arguments.get(1));
        if (delimiter.isEmpty() || source instanceof Listing || source instanceof Structure) {
            throw TemplateException.error(ARITY);
        }
        return new Split(delimiter, source);
    }

    /** A dynamic reference is resolved first: a string list of SSM is split, not the name of its parameter. */
    @Override
    public List<String> evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var text = arguments.resolved(Text.of(source, arguments, ARITY));
        return List.of(text.split(Pattern.quote(delimiter), -1));
    }

    @Override
    public List<Expression> parts() {
        return List.of(source);
    }
}
