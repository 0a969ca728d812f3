package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Deletes a stack with all it has. */
final class DeleteOperation implements StackOperation {
    private final Engine engine;
    private final Journal journal;
    private final StackStatus previousStatus;
    private final Set<String> retained;
    private final boolean forced;

    /**
     * @param previousStatus to which the stack returns if others still import from it
     * @param retained logical IDs of resources that are left alone
     * @param forced whether resources that can't be deleted are left alone too
     */
    DeleteOperation(Engine engine, Journal journal, StackStatus previousStatus, Set<String> retained, boolean forced) {
        this.engine = engine;
        this.journal = journal;
        this.previousStatus = previousStatus;
        this.retained = Set.copyOf(retained);
        this.forced = forced;
    }

    @Override
    public void run() throws InterruptedException {
        Optional<String> obstacle = engine.exports().obstacleToDeletion(journal.stack());
        if (obstacle.isPresent()) {
            journal.stack(previousStatus, "Delete canceled. %s.".formatted(obstacle.get()));
            return;
        }
        Optional<String> failure = new Teardown(engine, journal).run(this::policy);
        if (failure.isPresent() && forced) {
            leaveFailedResources();
        } else if (failure.isPresent()) {
            journal.stack(StackStatus.DELETE_FAILED, failure.get());
            return;
        }
        engine.store().updateChangeSets(journal.stack().id(), changeSet -> null);
        journal.stack(StackStatus.DELETE_COMPLETE, null, stack -> stack.withChangeSet(Optional.empty())
                .withBaseline(Optional.empty()));
    }

    private Policy policy(StackResource resource) {
        return retained.contains(resource.logicalId())
                ? Policy.RETAIN
                : resource.source().deletionPolicy();
    }

    private void leaveFailedResources() {
        journal.stack().contents().resources().values().stream()
                .filter(resource -> resource.status() != ResourceStatus.DELETE_COMPLETE)
                .filter(resource -> resource.status() != ResourceStatus.DELETE_SKIPPED)
                .forEach(resource -> journal.resource(resource, ResourceStatus.DELETE_SKIPPED, null));
    }
}
