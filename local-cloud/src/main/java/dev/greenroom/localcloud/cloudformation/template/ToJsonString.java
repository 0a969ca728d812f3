package dev.greenroom.localcloud.cloudformation.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** {@code Fn::ToJsonString}: an object or list as JSON. */
record ToJsonString(Expression value) implements Intrinsic {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ToJsonString parse(Node argument, ExpressionParser parser) {
        var value = parser.parse(argument);
        if (value instanceof Literal) {
            throw TemplateException.error("every Fn::ToJsonString object must have an object or a list as its value.");
        }
        return new ToJsonString(value);
    }

    @Override
    public String evaluate(Scope scope) {
        try {
            return JSON.writeValueAsString(value.evaluate(scope.forArguments()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Tried to write strings, numbers and booleans as JSON but failed", e);
        }
    }

    @Override
    public List<Expression> parts() {
        return List.of(value);
    }
}
