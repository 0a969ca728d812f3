package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A parameter of a template, with what its values must satisfy. */
public record ParameterDeclaration(
        String name,
        ParameterType type,
        Optional<String> defaultValue,
        Optional<String> description,
        boolean noEcho,
        List<String> allowedValues,
        Optional<String> allowedPattern,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<String> constraintDescription) {
    public ParameterDeclaration {
        allowedValues = List.copyOf(allowedValues);
    }
}
