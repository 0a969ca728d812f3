package dev.greenroom.localcloud.cloudformation.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;

/** {@code Fn::Base64}. */
record Base64Encode(Expression text) implements Intrinsic {
    private static final String RULE = "every Fn::Base64 object must have a String-typed value.";

    static Base64Encode parse(Node argument, ExpressionParser parser) {
        return new Base64Encode(parser.parse(argument));
    }

    @Override
    public String evaluate(Scope scope) {
        return Base64.getEncoder()
                .encodeToString(Text.of(text, scope.forArguments(), RULE).getBytes(UTF_8));
    }

    @Override
    public List<Expression> parts() {
        return List.of(text);
    }
}
