package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;

/** A parameter of a request: a value, or that of the stack's previous operation. */
public record ParameterInput(Optional<String> value) {
    public static ParameterInput of(String value) {
        return new ParameterInput(Optional.of(value));
    }

    public static ParameterInput usePrevious() {
        return new ParameterInput(Optional.empty());
    }
}
