package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** Evaluates with what is known of resources; a value not known yet fails the evaluation. */
class ResourceScope implements Scope {
    private final EvaluationContext context;
    private final ResourceLookup lookup;

    ResourceScope(EvaluationContext context, ResourceLookup lookup) {
        this.context = context;
        this.lookup = lookup;
    }

    @Override
    public Object ref(String name) {
        return context.ref(name, lookup);
    }

    @Override
    public Object attribute(String logicalId, String attribute) {
        return lookup.attribute(logicalId, attribute);
    }

    @Override
    public boolean condition(String name) {
        return context.condition(name);
    }

    @Override
    public Mappings mappings() {
        return context.mappings();
    }

    @Override
    public String exportedValue(String name) {
        return context.externals().exportedValue(name);
    }

    @Override
    public List<String> availabilityZones(String region) {
        return context.externals().availabilityZones(region);
    }

    @Override
    public String region() {
        return context.region();
    }

    @Override
    public List<String> parametersOfType(String type) {
        return context.parametersOfType(type);
    }

    @Override
    public String resolved(String text) {
        return context.resolved(text);
    }

    @Override
    public Object part(Expression expression) {
        return expression.evaluate(this);
    }

    @Override
    public Scope forArguments() {
        return this;
    }
}
