package dev.greenroom.localcloud.cloudformation;

import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.CREATE_FAILED;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.UPDATE_FAILED;

import dev.greenroom.localcloud.cloudformation.GraphRun.OnFailure;
import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import dev.greenroom.localcloud.cloudformation.template.ResourceDeclaration;
import dev.greenroom.localcloud.cloudformation.template.ResourceLookup;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings the resources and outputs of a stack to what its definition says: makes what is missing, changes what differs.
 * What each resource needs is judged when its turn comes, with what those before it have really become.
 */
final class Provisioning {
    private final Engine engine;
    private final Journal journal;
    private final ResourceWork work;
    private final GraphRun run;
    private final ResourceLookup lookup;
    private Set<String> declared = Set.of();

    Provisioning(Engine engine, Journal journal) {
        this.engine = engine;
        this.journal = journal;
        this.work = new ResourceWork(engine, journal);
        this.run = new GraphRun("cloudformation " + journal.stack().name(), OnFailure.CANCEL_OTHERS);
        this.lookup = new StackLookup(() -> journal.stack().contents());
    }

    /** May be called by any thread, also before it runs. */
    void cancel() {
        run.cancel();
    }

    /** Returns why the stack failed; empty when it is as it should be. */
    Optional<String> run(@Nullable Duration timeout) throws InterruptedException {
        try {
            Stack stack = journal.stack();
            var externals = new StackExternals(
                    engine.clients(), name -> engine.exports().importInto(stack.id(), name));
            journal.quietly(contents -> contents.withImports(Set.of()));
            var evaluation = new StackEvaluation(engine, stack, stack.definition(), externals);
            declared = evaluation.resources().keySet();
            requireEverythingOutsideTheStack(evaluation);
            new SchemaRules(engine).checkOutputs(evaluation);
            GraphRun.Result result = run.run(graph(evaluation), id -> provision(evaluation, id), timeout);
            if (!result.succeeded()) {
                return Optional.of(reason(result));
            }
            engine.exports().publish(stack.id(), evaluation.outputs(lookup));
            return Optional.empty();
        } catch (TemplateException | StackFailedException | SdkException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What the stack has but its definition has no longer. */
    List<StackResource> leftovers() {
        StackContents contents = journal.stack().contents();
        var leftovers = new ArrayList<>(contents.superseded());
        contents.resources().values().stream()
                .filter(resource -> !declared.contains(resource.logicalId()))
                .forEach(leftovers::add);
        return leftovers;
    }

    /** Exports and the like that do not exist fail the stack before any resource. */
    private static void requireEverythingOutsideTheStack(StackEvaluation evaluation) {
        evaluation.resources().keySet().forEach(id -> evaluation.plannedSource(id, Unknown.LOOKUP));
    }

    private static Map<String, Set<String>> graph(StackEvaluation evaluation) {
        var graph = new LinkedHashMap<String, Set<String>>();
        evaluation
                .resources()
                .keySet()
                .forEach(id -> graph.put(id, evaluation.dependencies().dependenciesOf(id)));
        return graph;
    }

    private Outcome provision(StackEvaluation evaluation, String logicalId) {
        ResourceDeclaration declaration = evaluation.resources().get(logicalId);
        Optional<StackResource> before = journal.stack().contents().resource(logicalId);
        StackResource.Source source;
        try {
            source = evaluation.source(logicalId, lookup);
        } catch (RuntimeException e) {
            return before.map(existing -> work.fail(existing, UPDATE_FAILED, e))
                    .orElseGet(() -> work.fail(
                            StackResource.planned(logicalId, declaration.type(), journal.now()), CREATE_FAILED, e));
        }
        if (before.isEmpty()) {
            return work.create(logicalId, declaration.type(), source);
        }
        return change(before.get(), source);
    }

    private Outcome change(StackResource before, StackResource.Source source) {
        if (before.status() == CREATE_FAILED) {
            return createAgain(before, source);
        }
        Difference difference = Difference.between(engine, before, source);
        if (difference.needsReplacement()) {
            return work.replace(before, source);
        }
        if (!difference.isNone() || before.hasFailed()) {
            return work.update(before, source);
        }
        journal.quietly(contents ->
                contents.with(before.with(source.with(before.source().properties()))));
        return Outcome.DONE;
    }

    /** What was begun of it goes when the rest has succeeded. */
    private Outcome createAgain(StackResource before, StackResource.Source source) {
        before.state().ifPresent(begun -> journal.quietly(contents -> contents.supersede(before)));
        return work.create(before.logicalId(), before.type(), source);
    }

    private String reason(GraphRun.Result result) {
        if (result.timedOut()) {
            return "Stack creation time exceeded the specified timeout";
        }
        if (result.failed().isEmpty()) {
            return "User Initiated";
        }
        var parts = new ArrayList<String>();
        failed(result, resource -> resource.status() == CREATE_FAILED)
                .ifPresent(failed -> parts.add("The following resource(s) failed to create: " + failed));
        failed(result, resource -> resource.status() != CREATE_FAILED)
                .ifPresent(failed -> parts.add("The following resource(s) failed to update: " + failed));
        return String.join(". ", parts);
    }

    private Optional<List<String>> failed(GraphRun.Result result, Predicate<StackResource> which) {
        StackContents contents = journal.stack().contents();
        List<String> failed = result.failed().stream()
                .filter(id -> contents.resource(id).filter(which).isPresent())
                .sorted()
                .toList();
        return failed.isEmpty() ? Optional.empty() : Optional.of(failed);
    }
}
