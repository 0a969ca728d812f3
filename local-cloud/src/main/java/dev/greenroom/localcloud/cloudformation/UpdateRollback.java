package dev.greenroom.localcloud.cloudformation;

import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.UPDATE_COMPLETE;

import dev.greenroom.localcloud.cloudformation.GraphRun.OnFailure;
import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import dev.greenroom.localcloud.cloudformation.Stack.Baseline;
import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Takes a stack back to its baseline: what was updated is updated back, what was replaced takes its place again, and
 * what was made goes. What the failed update never touched is not touched either.
 */
final class UpdateRollback implements StackOperation {
    private final Engine engine;
    private final Journal journal;
    private final Set<String> skipped;
    private final ResourceWork work;
    private final Baseline baseline;

    /** @param skipped logical IDs of resources that are left as they are and count as rolled back */
    UpdateRollback(Engine engine, Journal journal, Set<String> skipped) {
        this.engine = engine;
        this.journal = journal;
        this.skipped = Set.copyOf(skipped);
        this.work = new ResourceWork(engine, journal);
        this.baseline = journal.stack()
                .baseline()
                .orElseThrow(() -> new IllegalStateException("Stack %s has nothing to roll back to"
                        .formatted(journal.stack().name())));
    }

    @Override
    public void run() throws InterruptedException {
        var run = new GraphRun("cloudformation " + journal.stack().name(), OnFailure.CONTINUE);
        GraphRun.Result result = run.run(graph(), this::restore, null);
        if (!result.succeeded()) {
            var failed = result.failed().stream().sorted().toList();
            journal.stack(
                    StackStatus.UPDATE_ROLLBACK_FAILED,
                    "The following resource(s) failed to update: %s. ".formatted(failed));
            return;
        }
        journal.stack(StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, null);
        boolean retainExceptOnCreate = journal.stack().settings().retainExceptOnCreate();
        List<StackResource> superseded = journal.stack().contents().superseded();
        boolean clean = new Cleanup(engine, journal)
                .run(
                        leftovers(),
                        resource -> superseded.contains(resource)
                                ? Policy.DELETE
                                : CreateRollback.policy(resource, retainExceptOnCreate));
        journal.stack(
                StackStatus.UPDATE_ROLLBACK_COMPLETE,
                clean ? null : "Rollback successful. One or more resources could not be deleted.",
                this::atBaseline);
    }

    private Map<String, Set<String>> graph() {
        Map<String, StackResource> resources = baseline.contents().resources();
        var graph = new LinkedHashMap<String, Set<String>>();
        resources.forEach((id, resource) -> {
            var dependencies = new LinkedHashSet<>(resource.source().dependencies());
            dependencies.retainAll(resources.keySet());
            graph.put(id, dependencies);
        });
        return graph;
    }

    private Outcome restore(String logicalId) {
        StackResource before = baseline.contents().resource(logicalId).orElseThrow();
        Optional<StackResource> now = journal.stack().contents().resource(logicalId);
        if (now.isEmpty() || !now.get().isSameResourceAs(before)) {
            journal.resource(before, UPDATE_COMPLETE, null, contents -> swap(contents, before, now));
            return Outcome.DONE;
        }
        return updateBack(now.get(), before);
    }

    private static StackContents swap(StackContents contents, StackResource before, Optional<StackResource> now) {
        StackContents freed = contents.withoutSuperseded(before);
        return now.map(freed::supersede).orElse(freed);
    }

    private Outcome updateBack(StackResource now, StackResource before) {
        boolean untouched = !Difference.between(engine, now, before.source()).touchesResource();
        if (untouched && now.change().equals(before.change())) {
            journal.quietly(contents -> contents.with(before));
            return Outcome.DONE;
        }
        if (untouched || skipped.contains(now.logicalId())) {
            journal.resource(now.with(before.source()), UPDATE_COMPLETE, null);
            return Outcome.DONE;
        }
        Outcome outcome = work.update(now, before.source());
        if (outcome == Outcome.FAILED) {
            journal.quietly(contents -> contents.with(
                    contents.resource(now.logicalId()).orElseThrow().with(now.source())));
        }
        return outcome;
    }

    /** What the update has made. */
    private List<StackResource> leftovers() {
        StackContents contents = journal.stack().contents();
        var leftovers = new ArrayList<>(contents.superseded());
        contents.resources().values().stream()
                .filter(resource ->
                        baseline.contents().resource(resource.logicalId()).isEmpty())
                .forEach(leftovers::add);
        return leftovers;
    }

    private Stack atBaseline(Stack stack) {
        var resources = new LinkedHashMap<>(baseline.contents().resources());
        resources.replaceAll((id, before) -> stack.contents().resource(id).orElse(before));
        var contents = new StackContents(
                resources,
                List.of(),
                baseline.contents().outputs(),
                baseline.contents().imports());
        return stack.with(baseline.definition()).with(contents).withBaseline(Optional.empty());
    }
}
