package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.util.Optional;

/** Checks values against the declaration of their parameter. */
final class ParameterCheck {
    private final ParameterLookup lookup;

    ParameterCheck(ParameterLookup lookup) {
        this.lookup = lookup;
    }

    ParameterValue value(ParameterDeclaration declaration, String text) {
        declaration.type().elements(text).forEach(element -> constraints(declaration, element));
        var resolved = resolved(declaration, text);
        if (declaration.type().isAwsSpecific()) {
            declaration.type().elements(resolved.orElse(text)).forEach(id -> exists(declaration, id));
        }
        return new ParameterValue(declaration, text, resolved);
    }

    private Optional<String> resolved(ParameterDeclaration declaration, String text) {
        if (!declaration.type().stored()) {
            return Optional.empty();
        }
        return Optional.of(lookup.storedValue(text)
                .orElseThrow(() -> new TemplateException(
                        "Parameter %s should either have input value or default value".formatted(declaration.name()))));
    }

    private void exists(ParameterDeclaration declaration, String id) {
        var type = declaration.type().element();
        if (!lookup.exists(type, id)) {
            throw new TemplateException(
                    "Parameter validation failed: parameter value %s for parameter name %s does not exist"
                            .formatted(id, declaration.name()));
        }
    }

    static void constraints(ParameterDeclaration declaration, String text) {
        if (declaration.type().isNumber()) {
            number(declaration, text);
        }
        require(
                declaration,
                declaration.allowedValues().isEmpty()
                        || declaration.allowedValues().contains(text),
                "must be one of AllowedValues");
        declaration
                .allowedPattern()
                .ifPresent(pattern -> require(declaration, text.matches(pattern), "must match pattern " + pattern));
        declaration
                .minLength()
                .ifPresent(minimum -> require(
                        declaration,
                        text.length() >= minimum,
                        "must contain at least %d characters".formatted(minimum)));
        declaration
                .maxLength()
                .ifPresent(maximum -> require(
                        declaration,
                        text.length() <= maximum,
                        "must contain at most %d characters".formatted(maximum)));
    }

    private static void number(ParameterDeclaration declaration, String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new TemplateException("Parameter '%s' must be a number.".formatted(declaration.name()));
        }
        declaration
                .minValue()
                .ifPresent(minimum -> require(
                        declaration, number.compareTo(minimum) >= 0, "must be a number not less than " + minimum));
        declaration
                .maxValue()
                .ifPresent(maximum -> require(
                        declaration, number.compareTo(maximum) <= 0, "must be a number not greater than " + maximum));
    }

    private static void require(ParameterDeclaration declaration, boolean satisfied, String rule) {
        if (!satisfied) {
            throw new TemplateException(declaration
                    .constraintDescription()
                    .map(description ->
                            "Parameter %s failed to satisfy constraint: %s".formatted(declaration.name(), description))
                    .orElse("Parameter '%s' %s".formatted(declaration.name(), rule)));
        }
    }
}
