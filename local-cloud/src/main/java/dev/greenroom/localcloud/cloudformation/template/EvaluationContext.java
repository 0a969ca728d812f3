package dev.greenroom.localcloud.cloudformation.template;

import java.util.HashMap;
import java.util.Map;

/** Everything that function calls are evaluated against but the resources. */
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

    boolean condition(String name) {
        var known = conditions.get(name);
        if (known == null) {
            known = Operands.isTrue(sections.conditions().get(name), strict(NO_RESOURCES));
            conditions.put(name, known);
        }
        return known;
    }

    private static final ResourceLookup NO_RESOURCES = new ResourceLookup() {
        @Override
        public Object ref(String logicalId) {
            throw TemplateException.format(
                    "Unresolved dependencies [%s]. Cannot reference resources in the Conditions block of the template",
                    logicalId);
        }

        @Override
        public Object attribute(String logicalId, String attribute) {
            return ref(logicalId);
        }
    };

    Scope strict(ResourceLookup lookup) {
        return new ResourceScope(this, lookup);
    }

    Scope lenient(ResourceLookup lookup) {
        return new PlanScope(this, lookup);
    }

    Object ref(String name, ResourceLookup lookup) {
        if (name.startsWith("AWS::")) {
            return pseudoParameters.values().get(name);
        }
        var parameter = parameters.find(name);
        return parameter.isPresent() ? parameter.get().referenced() : lookup.ref(name);
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

    Map<String, Object> resolve(Map<String, Object> values) {
        return dynamicReferences.resolve(values);
    }

    Map<String, Object> resolvePlain(Map<String, Object> values) {
        return dynamicReferences.resolvePlain(values);
    }
}
