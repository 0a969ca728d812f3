package dev.greenroom.localcloud.cloudformation.template;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A parameter of a template.
 *
 * @param noEcho whether its value is hidden wherever parameters are shown
 */
public record ParameterDeclaration(
        String name,
        ParameterType type,
        Optional<String> defaultValue,
        Optional<String> description,
        boolean noEcho,
        ParameterConstraints constraints) {
    public ParameterDeclaration {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(constraints, "constraints is null");
    }

    /** For a parameter that names an SSM parameter, constraints apply to the name. */
    void check(String text) {
        constraints.check(name, type, text);
    }
}
