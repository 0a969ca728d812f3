package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A template with the values of one stack operation: which resources it has, what they depend on, and what their
 * properties and the outputs come to.
 */
public final class Evaluation {
    /** What a change set prints for a value that is known only after it was executed. */
    public static final String KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private final Sections sections;
    private final ParameterValues parameters;
    private final EvaluationContext context;

    /** Evaluates the conditions, and fails if a resource or output that is included refers to a resource that is not. */
    public Evaluation(
            Template template, ParameterValues parameters, PseudoParameters pseudoParameters, Externals externals) {
        this.sections = template.sections();
        this.parameters = parameters;
        this.context = new EvaluationContext(sections, parameters, pseudoParameters, externals);
        sections.conditions().keySet().forEach(context::condition);
        checkIncluded();
    }

    private void checkIncluded() {
        var excluded = new TreeSet<String>();
        included().forEach(resource -> {
            excluded.addAll(names(resource.expressions()));
            excluded.addAll(resource.declaration().dependsOn());
        });
        excluded.removeIf(name -> !isExcluded(name));
        if (!excluded.isEmpty()) {
            throw References.unresolvedInResources(excluded);
        }
        excluded.addAll(names(includedOutputs().flatMap(OutputBody::expressions)));
        excluded.removeIf(name -> !isExcluded(name));
        if (!excluded.isEmpty()) {
            throw References.unresolvedInOutputs(excluded);
        }
    }

    private boolean isExcluded(String name) {
        return sections.resources().containsKey(name) && !isIncluded(name);
    }

    /** Whether the template has the resource and its condition, if any, is true. */
    public boolean isIncluded(String logicalId) {
        var resource = sections.resources().get(logicalId);
        return resource != null
                && resource.declaration().condition().map(context::condition).orElse(true);
    }

    /** The resources whose condition, if any, is true, in the order of the template. */
    public Map<String, ResourceDeclaration> resources() {
        var resources = new LinkedHashMap<String, ResourceDeclaration>();
        included().forEach(resource -> resources.put(resource.declaration().logicalId(), resource.declaration()));
        return resources;
    }

    private Stream<Resource> included() {
        return sections.resources().values().stream()
                .filter(resource -> isIncluded(resource.declaration().logicalId()));
    }

    private Stream<OutputBody> includedOutputs() {
        return sections.outputs().values().stream()
                .filter(output ->
                        output.declaration().condition().map(context::condition).orElse(true));
    }

    /** The properties with everything resolved; an {@link UnresolvedValueException} of the lookup comes through. */
    public Map<String, Object> properties(String logicalId, ResourceLookup lookup) {
        return context.resolve(resource(logicalId).properties().evaluate(context.strict(lookup)));
    }

    /**
     * The properties as a change set shows them: {@link #KNOWN_AFTER_APPLY} for what is not known yet, and secure
     * dynamic references as they are written.
     */
    public Map<String, Object> plannedProperties(String logicalId, ResourceLookup lookup) {
        return context.resolvePlain(resource(logicalId).properties().evaluate(context.lenient(lookup)));
    }

    /** The resource's Metadata with everything resolved but dynamic references. */
    public Map<String, Object> metadata(String logicalId, ResourceLookup lookup) {
        return resource(logicalId).metadata().evaluate(context.strict(lookup));
    }

    private Resource resource(String logicalId) {
        if (!isIncluded(logicalId)) {
            throw new IllegalArgumentException(
                    "Tried to evaluate %s but the stack has no such resource".formatted(logicalId));
        }
        return sections.resources().get(logicalId);
    }

    /** The outputs whose condition, if any, is true. */
    public List<Output> outputs(ResourceLookup lookup) {
        var scope = context.strict(lookup);
        return includedOutputs().map(output -> output(output, scope)).toList();
    }

    private Output output(OutputBody output, Scope scope) {
        var name = output.declaration().name();
        var value = Text.of(output.value(), scope, "Output %s must resolve to a string".formatted(name));
        var export = output.exportName().map(expression -> Text.of(expression, scope, "Output " + name));
        return new Output(name, value, output.declaration().description(), export);
    }

    /** What each property of a resource refers to, one level below the resource, branches not taken left out. */
    public Map<String, Set<Reference>> references(String logicalId) {
        var references = new LinkedHashMap<String, Set<Reference>>();
        resource(logicalId).properties().entries().forEach((property, expression) -> {
            var found = new LinkedHashSet<Reference>();
            active(Stream.of(expression)).forEach(reference -> found.add(classified(reference)));
            references.put(property, found);
        });
        return references;
    }

    private Reference classified(Reference reference) {
        return reference instanceof Reference.ToResource
                        && !sections.resources().containsKey(reference.name())
                ? new Reference.ToParameter(reference.name())
                : reference;
    }

    /** What the included resources need of one another: what they refer to, and DependsOn. */
    public DependencyGraph dependencies() {
        var dependencies = new LinkedHashMap<String, Set<String>>();
        included().forEach(resource -> {
            var needed = new LinkedHashSet<String>(names(resource.expressions()));
            needed.addAll(resource.declaration().dependsOn());
            needed.removeIf(name -> !isIncluded(name));
            dependencies.put(resource.declaration().logicalId(), needed);
        });
        return new DependencyGraph(dependencies);
    }

    private List<String> names(Stream<? extends Expression> expressions) {
        var names = new ArrayList<String>();
        active(expressions)
                .filter(reference -> !(reference instanceof Reference.ToCondition))
                .forEach(reference -> names.add(reference.name()));
        return names;
    }

    private Stream<Reference> active(Stream<? extends Expression> expressions) {
        return expressions
                .flatMap(expression -> expression.active(context::condition))
                .filter(expression -> expression instanceof Intrinsic)
                .flatMap(expression -> ((Intrinsic) expression).references());
    }
}
