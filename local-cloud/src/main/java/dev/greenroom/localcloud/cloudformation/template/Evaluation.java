package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A template with the values of one stack operation: which resources it has, what they depend on, and what their
 * properties and the outputs come to.
 */
public final class Evaluation {
    /** What a change set prints for a value that is known only after it was executed. */
    public static final String KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private final Sections sections;
    private final EvaluationContext context;

    /**
     * Evaluates rules, conditions, and whatever else depends on parameters only, so that what is wrong with it is known
     * before anything is made.
     */
    public Evaluation(
            Template template, ParameterValues parameters, PseudoParameters pseudoParameters, Externals externals) {
        this.sections = template.sections();
        this.context = new EvaluationContext(sections, parameters, pseudoParameters, externals);
        var scope = new CheckScope(context);
        sections.rules().forEach(rule -> rule.check(scope));
        sections.conditions().keySet().forEach(context::condition);
        checkIncluded();
        included()
                .flatMap(resource -> resource.expressions().stream())
                .flatMap(expression -> expression.active(context::condition))
                .forEach(expression -> scope.known(expression::evaluate));
        includedOutputs().forEach(output -> scope.known(output::evaluate));
    }

    private void checkIncluded() {
        var resources = excluded(included().map(this::needs).flatMap(Set::stream));
        if (!resources.isEmpty()) {
            throw References.unresolvedInResources(resources);
        }
        var outputs = excluded(
                references(includedOutputs().flatMap(OutputBody::expressions)).map(Reference::name));
        if (!outputs.isEmpty()) {
            throw References.unresolvedInOutputs(outputs);
        }
    }

    private Collection<String> excluded(Stream<String> names) {
        return names.filter(sections.resources()::containsKey)
                .filter(name -> !isIncluded(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the template has the resource and its condition, if any, is true. */
    public boolean isIncluded(String logicalId) {
        var resource = sections.resources().get(logicalId);
        return resource != null && isTrue(resource.declaration().condition());
    }

    private boolean isTrue(Optional<String> condition) {
        return condition.map(context::condition).orElse(true);
    }

    /** The resources whose condition, if any, is true, in the order of the template. */
    public Map<String, ResourceDeclaration> resources() {
        var resources = new LinkedHashMap<String, ResourceDeclaration>();
        included().map(Resource::declaration).forEach(resource -> resources.put(resource.logicalId(), resource));
        return Collections.unmodifiableMap(resources);
    }

    private Stream<Resource> included() {
        return sections.resources().values().stream()
                .filter(resource -> isTrue(resource.declaration().condition()));
    }

    private Stream<OutputBody> includedOutputs() {
        return sections.outputs().values().stream()
                .filter(output -> isTrue(output.declaration().condition()));
    }

    /** The properties with everything resolved; an {@link UnresolvedValueException} of the lookup comes through. */
    public Map<String, Object> properties(String logicalId, ResourceLookup lookup) {
        return context.resolved(resource(logicalId).properties().evaluate(new ResourceScope(context, lookup)));
    }

    /**
     * The properties as a change set shows and compares them: {@link #KNOWN_AFTER_APPLY} for what is not known yet, and
     * dynamic references to secrets as they are written.
     */
    public Map<String, Object> plannedProperties(String logicalId, ResourceLookup lookup) {
        return context.resolvedWithoutSecrets(
                resource(logicalId).properties().evaluate(new PlanScope(context, lookup)));
    }

    /** The resource's Metadata, dynamic references as they are written. */
    public Map<String, Object> metadata(String logicalId, ResourceLookup lookup) {
        return resource(logicalId).metadata().evaluate(new ResourceScope(context, lookup));
    }

    private Resource resource(String logicalId) {
        if (!isIncluded(logicalId)) {
            throw new IllegalArgumentException(
                    "Tried to evaluate resource %s but the stack has none of that name".formatted(logicalId));
        }
        return sections.resources().get(logicalId);
    }

    /** The outputs whose condition, if any, is true. */
    public List<Output> outputs(ResourceLookup lookup) {
        var scope = new ResourceScope(context, lookup);
        return includedOutputs()
                .map(output -> output.evaluate(scope))
                .map(output -> output.withValue(context.resolvedWithoutSecrets(output.value())))
                .toList();
    }

    /** What each property of a resource refers to, branches not taken left out. */
    public Map<String, Set<Reference>> references(String logicalId) {
        var references = new LinkedHashMap<String, Set<Reference>>();
        resource(logicalId)
                .properties()
                .entries()
                .forEach((property, expression) -> references.put(
                        property,
                        references(Stream.of(expression)).collect(Collectors.toCollection(LinkedHashSet::new))));
        return Collections.unmodifiableMap(references);
    }

    /** What the value of each output refers to, branches not taken left out. */
    public Map<String, Set<Reference>> outputReferences() {
        var references = new LinkedHashMap<String, Set<Reference>>();
        includedOutputs()
                .forEach(output -> references.put(
                        output.declaration().name(),
                        references(Stream.of(output.value())).collect(Collectors.toCollection(LinkedHashSet::new))));
        return Collections.unmodifiableMap(references);
    }

    /** What the included resources need of one another: what they refer to, and DependsOn. */
    public DependencyGraph dependencies() {
        var dependencies = new LinkedHashMap<String, Set<String>>();
        included().forEach(resource -> {
            var needs = needs(resource);
            needs.retainAll(sections.resources().keySet());
            dependencies.put(resource.declaration().logicalId(), needs);
        });
        return new DependencyGraph(dependencies);
    }

    private Set<String> needs(Resource resource) {
        var references = references(resource.expressions().stream()).map(Reference::name);
        return Stream.concat(references, resource.declaration().dependsOn().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Reference> references(Stream<? extends Expression> expressions) {
        return expressions
                .flatMap(expression -> expression.active(context::condition))
                .flatMap(expression -> expression instanceof Intrinsic call ? call.references() : Stream.of())
                .map(this::classified);
    }

    private Reference classified(Reference reference) {
        return reference instanceof Reference.ToResource && sections.hasParameter(reference.name())
                ? new Reference.ToParameter(reference.name())
                : reference;
    }
}
