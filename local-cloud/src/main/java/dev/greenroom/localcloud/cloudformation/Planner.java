package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Evaluation;
import dev.greenroom.localcloud.cloudformation.template.Output;
import dev.greenroom.localcloud.cloudformation.template.ResourceDeclaration;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import dev.greenroom.localcloud.cloudformation.template.UnresolvedValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Works out what a definition would change in a stack, and refuses one that can't succeed, without touching anything. */
final class Planner {
    private final Engine engine;

    Planner(Engine engine) {
        this.engine = engine;
    }

    Plan plan(Stack stack, StackDefinition definition) {
        try {
            var evaluation = new StackEvaluation(engine, stack, definition, externals());
            requireSameTypes(stack, evaluation);
            var planned = new LinkedHashMap<String, PlannedResource>();
            var lookup = new PlanLookup(stack.contents(), planned);
            for (String id : evaluation.dependencies().creationOrder()) {
                planned.put(id, plan(stack, definition, evaluation, lookup, id));
            }
            return new Plan(
                    changes(stack, evaluation, planned),
                    changesBesidesResources(stack, definition, evaluation, lookup));
        } catch (TemplateException e) {
            throw CloudFormationErrors.validation(e.getMessage());
        }
    }

    /** An export that is not there now may be there when the plan is executed. */
    private StackExternals externals() {
        return new StackExternals(
                engine.clients(),
                name -> engine.exports().find(name).map(Exports.Export::value).orElse(Evaluation.KNOWN_AFTER_APPLY));
    }

    private static void requireSameTypes(Stack stack, StackEvaluation evaluation) {
        List<String> changed = evaluation.resources().values().stream()
                .filter(declaration -> stack.contents()
                        .resource(declaration.logicalId())
                        .filter(resource -> !resource.type().equals(declaration.type()))
                        .isPresent())
                .map(declaration -> declaration.logicalId())
                .toList();
        if (!changed.isEmpty()) {
            throw CloudFormationErrors.validation(("Update of resource type is not permitted. "
                            + "The new template modifies resource type of the following resources: %s")
                    .formatted(changed));
        }
    }

    private PlannedResource plan(
            Stack stack, StackDefinition definition, StackEvaluation evaluation, PlanLookup lookup, String id) {
        ResourceDeclaration declaration = evaluation.resources().get(id);
        requireNoSignals(declaration);
        String type = declaration.type();
        StackResource.Source source = evaluation.plannedSource(id, lookup);
        new SchemaRules(engine).check(id, type, source.properties().compared(), evaluation);
        Optional<StackResource> before =
                stack.contents().resource(id).filter(resource -> resource.status() != ResourceStatus.CREATE_FAILED);
        if (before.isEmpty()) {
            return PlannedResource.added(id, type, source);
        }
        Difference difference = Difference.between(engine, before.get(), source);
        var causes = new Causes(stack.definition(), definition, evaluation.references(id), lookup);
        return PlannedResource.changed(engine, before.get(), source, difference, causes);
    }

    /** A resource that waited for a signal would wait for ever. */
    private static void requireNoSignals(ResourceDeclaration declaration) {
        if (!declaration.creationPolicy().isEmpty()) {
            throw CloudFormationErrors.notEmulated("CreationPolicy of resource " + declaration.logicalId());
        }
    }

    private List<Change> changes(Stack stack, StackEvaluation evaluation, Map<String, PlannedResource> planned) {
        var changes = new ArrayList<Change>();
        evaluation.resources().keySet().forEach(id -> planned.get(id).change().ifPresent(changes::add));
        stack.contents().resources().values().stream()
                .filter(resource -> !evaluation.has(resource.logicalId()))
                .map(PlannedResource::removal)
                .forEach(changes::add);
        return changes;
    }

    private static boolean changesBesidesResources(
            Stack stack, StackDefinition definition, StackEvaluation evaluation, PlanLookup lookup) {
        if (!stack.definition().tags().equals(definition.tags())) {
            return true;
        }
        try {
            List<Output> outputs = evaluation.outputs(lookup);
            return !outputs.equals(stack.contents().outputs());
        } catch (UnresolvedValueException | TemplateException e) {
            return true;
        }
    }
}
