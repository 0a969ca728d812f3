package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** {@code Fn::ImportValue}: what another stack exports. */
record ImportValue(Expression name) implements Intrinsic {
    private static final String RULE =
            "the attribute in Fn::ImportValue must be a string or a function that returns a string";

    static ImportValue parse(Node argument, ExpressionParser parser) {
        var name = parser.parse(argument);
        if (name instanceof Literal || name instanceof Intrinsic) {
            return new ImportValue(name);
        }
        throw TemplateException.error(RULE);
    }

    static TemplateException dependent() {
        return TemplateException.error("the attribute in Fn::ImportValue must not depend on any resources, imported"
                + " values, or Fn::GetAZs");
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
