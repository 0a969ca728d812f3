package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
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

    /** What {@code lookup} says about a value that satisfies the declaration's own constraints. */
    static ParameterValue resolve(ParameterDeclaration declaration, String value, ParameterLookup lookup) {
        declaration.check(value);
        var stored = declaration.type().stored() ? Optional.of(stored(value, lookup)) : Optional.<String>empty();
        var resolved = new ParameterValue(declaration, value, stored);
        if (declaration.type().isAwsSpecific()) {
            resolved.elements().forEach(id -> resolved.checkExists(id, lookup));
        }
        return resolved;
    }

    private static String stored(String name, ParameterLookup lookup) {
        return lookup.storedValue(name)
                .orElseThrow(() -> new TemplateException(
                        "Unable to fetch parameters [%s] from parameter store for this account.".formatted(name)));
    }

    private void checkExists(String id, ParameterLookup lookup) {
        if (!lookup.exists(declaration.type().element(), id)) {
            throw new TemplateException(
                    "Parameter validation failed: parameter value %s for parameter name %s does not exist"
                            .formatted(id, name()));
        }
    }

    List<String> elements() {
        return declaration.type().elements(resolvedValue.orElse(value));
    }

    /** What {@code Ref} returns: a string, or a list of strings. */
    Object referenced() {
        return declaration.type().value(resolvedValue.orElse(value));
    }
}
