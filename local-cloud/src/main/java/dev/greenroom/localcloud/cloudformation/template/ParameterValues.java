package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a template's parameters in one stack operation, checked against their declarations. */
public final class ParameterValues {
    private final Map<String, ParameterValue> values;

    private ParameterValues(Map<String, ParameterValue> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * @param given what the request says; a parameter it leaves out gets its default, also on an update
     * @param previous the values of the stack's previous operation, by name
     */
    public static ParameterValues resolve(
            Template template,
            Map<String, ParameterInput> given,
            Map<String, String> previous,
            ParameterLookup lookup) {
        var declarations = template.parameters();
        var unknown = given.keySet().stream()
                .filter(name -> !declarations.containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new TemplateException("Parameters: %s do not exist in the template".formatted(unknown));
        }
        var values = new LinkedHashMap<String, ParameterValue>();
        texts(declarations.values(), given, previous)
                .forEach(
                        (name, text) -> values.put(name, ParameterValue.resolve(declarations.get(name), text, lookup)));
        return new ParameterValues(values);
    }

    private static Map<String, String> texts(
            Collection<ParameterDeclaration> declarations,
            Map<String, ParameterInput> given,
            Map<String, String> previous) {
        var texts = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        for (var declaration : declarations) {
            var name = declaration.name();
            Optional<String> text = given.containsKey(name)
                    ? given.get(name).value().or(() -> Optional.ofNullable(previous.get(name)))
                    : declaration.defaultValue();
            text.ifPresentOrElse(value -> texts.put(name, value), () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            throw new TemplateException("Parameters: %s must have values".formatted(missing));
        }
        return texts;
    }

    /** In the order of the template. */
    public List<ParameterValue> all() {
        return List.copyOf(values.values());
    }

    /** What a later operation takes as the previous values. */
    public Map<String, String> declaredValues() {
        var declared = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> declared.put(name, value.value()));
        return Collections.unmodifiableMap(declared);
    }

    /** The elements of all parameters of an AWS-specific type, which may be lists. */
    List<String> ofType(String type) {
        return values.values().stream()
                .filter(value -> value.declaration().type().element().equals(type))
                .flatMap(value -> value.elements().stream())
                .toList();
    }

    Optional<ParameterValue> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
