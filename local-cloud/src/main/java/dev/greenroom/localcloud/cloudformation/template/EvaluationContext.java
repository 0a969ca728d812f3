package dev.greenroom.localcloud.cloudformation.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that function calls are evaluated against but the resources. Once all conditions have been evaluated, what
 * {@link Evaluation} does first, it is immutable and may be used by many threads.
 */
final class EvaluationContext {
    private final Sections sections;
    private final ParameterValues parameters;
    private final PseudoParameters pseudoParameters;
    private final Externals externals;
    private final DynamicReferences dynamicReferences;
    private final Map<String, Boolean> conditions = new HashMap<>();

    EvaluationContext(
            Sections sections, ParameterValues parameters, PseudoParameters pseudoParameters, Externals externals) {
        this.sections = sections;
        this.parameters = parameters;
        this.pseudoParameters = pseudoParameters;
        this.externals = externals;
        this.dynamicReferences = new DynamicReferences(externals);
    }

    /** Conditions know parameters only, and the template has been checked for circles. */
    boolean condition(String name) {
        var known = conditions.get(name);
        if (known == null) {
            known = sections.conditions().get(name).evaluate(new CheckScope(this));
            conditions.put(name, known);
        }
        return known;
    }

    Object ref(String name, ResourceLookup lookup) {
        if (PseudoParameters.NAMES.contains(name)) {
            return pseudoParameters.value(name);
        }
        return parameters.find(name).map(ParameterValue::referenced).orElseGet(() -> lookup.ref(name));
    }

    List<String> parametersOfType(String type) {
        return parameters.ofType(type);
    }

    Mappings mappings() {
        return sections.mappings();
    }

    Externals externals() {
        return externals;
    }

    String region() {
        return pseudoParameters.scope().region();
    }

    String resolved(String text) {
        return dynamicReferences.resolved(text);
    }

    Map<String, Object> resolved(Map<String, Object> values) {
        return Trees.mapTexts(values, dynamicReferences::resolved);
    }

    String resolvedWithoutSecrets(String text) {
        return dynamicReferences.resolvedWithoutSecrets(text);
    }

    Map<String, Object> resolvedWithoutSecrets(Map<String, Object> values) {
        return Trees.mapTexts(values, dynamicReferences::resolvedWithoutSecrets);
    }
}
