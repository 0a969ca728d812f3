package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.DependencyGraph;
import dev.greenroom.localcloud.cloudformation.template.Evaluation;
import dev.greenroom.localcloud.cloudformation.template.Externals;
import dev.greenroom.localcloud.cloudformation.template.Output;
import dev.greenroom.localcloud.cloudformation.template.PseudoParameters;
import dev.greenroom.localcloud.cloudformation.template.Reference;
import dev.greenroom.localcloud.cloudformation.template.ResourceDeclaration;
import dev.greenroom.localcloud.cloudformation.template.ResourceLookup;
import dev.greenroom.localcloud.cloudformation.template.UnresolvedValueException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a definition comes to in one stack. */
final class StackEvaluation {
    private final Engine engine;
    private final Stack stack;
    private final StackDefinition definition;
    private final Evaluation evaluation;
    private final DependencyGraph dependencies;
    private final Mask mask;

    StackEvaluation(Engine engine, Stack stack, StackDefinition definition, Externals externals) {
        this.engine = engine;
        this.stack = stack;
        this.definition = definition;
        var pseudoParameters = new PseudoParameters(engine.scope(), stack.name(), stack.id(), List.of());
        this.evaluation = new Evaluation(definition.template(), definition.parameters(), pseudoParameters, externals);
        this.dependencies = evaluation.dependencies();
        this.mask = Mask.of(definition.parameters());
    }

    /** Those whose condition, if any, is true. */
    Map<String, ResourceDeclaration> resources() {
        return evaluation.resources();
    }

    boolean has(String logicalId) {
        return evaluation.isIncluded(logicalId);
    }

    DependencyGraph dependencies() {
        return dependencies;
    }

    Map<String, Set<Reference>> references(String logicalId) {
        return evaluation.references(logicalId);
    }

    Map<String, Set<Reference>> outputReferences() {
        return evaluation.outputReferences();
    }

    List<Output> outputs(ResourceLookup lookup) {
        return evaluation.outputs(lookup);
    }

    /** What a resource is to be made from. Everything that it refers to must exist. */
    StackResource.Source source(String logicalId, ResourceLookup lookup) {
        var real = new Properties(evaluation.properties(logicalId, lookup));
        var compared = new Properties(evaluation.plannedProperties(logicalId, lookup));
        return source(logicalId, new ResolvedProperties(real, compared, mask.apply(compared)), lookup);
    }

    /** As far as that is known before anything is made; secrets are left out. */
    StackResource.Source plannedSource(String logicalId, ResourceLookup lookup) {
        var compared = new Properties(evaluation.plannedProperties(logicalId, lookup));
        return source(logicalId, new ResolvedProperties(compared, compared, mask.apply(compared)), lookup);
    }

    private StackResource.Source source(String logicalId, ResolvedProperties properties, ResourceLookup lookup) {
        ResourceDeclaration declaration = resources().get(logicalId);
        return new StackResource.Source(
                properties,
                ResourceTags.of(stack, definition.tags(), logicalId, properties.real()),
                metadata(declaration, lookup),
                dependencies.dependenciesOf(logicalId),
                declaration.deletionPolicy(),
                declaration.updateReplacePolicy());
    }

    /** As written where it refers to something that is not there yet. */
    private Map<String, Object> metadata(ResourceDeclaration declaration, ResourceLookup lookup) {
        try {
            return evaluation.metadata(declaration.logicalId(), lookup);
        } catch (UnresolvedValueException e) {
            return declaration.metadata();
        }
    }
}
