package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;

/**
 * A parameter's value in one stack.
 *
 * @param value what was given, or the default
 * @param resolvedValue what the SSM parameter held that {@code value} names, for types that do
 */
public record ParameterValue(ParameterDeclaration declaration, String value, Optional<String> resolvedValue) {
    private static final String MASK = "****";

    public String name() {
        return declaration.name();
    }

    /** The value as the API shows it: hidden if the parameter is {@code NoEcho}. */
    public String shownValue() {
        return declaration.noEcho() ? MASK : value;
    }

    /** What {@code Ref} returns: a string, or a list of strings. */
    Object referenced() {
        return declaration.type().value(resolvedValue.orElse(value));
    }
}
