package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the value of a parameter, or each element if it is a list, must satisfy.
 *
 * @param description what the user is told instead of the constraint that is violated
 */
public record ParameterConstraints(
        List<String> allowedValues,
        Optional<String> allowedPattern,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<String> description) {
    public ParameterConstraints {
        allowedValues = List.copyOf(allowedValues);
    }

    void check(String parameter, ParameterType type, String text) {
        type.elements(text).forEach(element -> {
            if (type.isNumber()) {
                check(parameter, number(parameter, element));
            }
            check(parameter, element);
        });
    }

    private void check(String parameter, String text) {
        if (!allowedValues.isEmpty() && !allowedValues.contains(text)) {
            throw violated(parameter, "must be one of AllowedValues");
        }
        if (minLength.isPresent() && text.length() < minLength.get()) {
            throw violated(parameter, "must contain at least %d characters".formatted(minLength.get()));
        }
        if (maxLength.isPresent() && text.length() > maxLength.get()) {
            throw violated(parameter, "must contain at most %d characters".formatted(maxLength.get()));
        }
        if (allowedPattern.isPresent() && !text.matches(allowedPattern.get())) {
            throw violated(parameter, "must match pattern " + allowedPattern.get());
        }
    }

    private void check(String parameter, BigDecimal number) {
        if (minValue.isPresent() && number.compareTo(minValue.get()) < 0) {
            throw violated(parameter, "must be a number not less than " + minValue.get());
        }
        if (maxValue.isPresent() && number.compareTo(maxValue.get()) > 0) {
            throw violated(parameter, "must be a number not greater than " + maxValue.get());
        }
    }

    private static BigDecimal number(String parameter, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new TemplateException("Parameter '%s' must be a number.".formatted(parameter));
        }
    }

    private TemplateException violated(String parameter, String rule) {
        return new TemplateException(description
                .map(text -> "Parameter %s failed to satisfy constraint: %s".formatted(parameter, text))
                .orElse("Parameter '%s' %s".formatted(parameter, rule)));
    }
}
