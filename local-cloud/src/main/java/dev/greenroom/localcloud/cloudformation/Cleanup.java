package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.GraphRun.OnFailure;
import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Deletes what an update, or its rollback, has left over. What can't be deleted is not the stack's any longer. */
final class Cleanup {
    private static final int TRIES = 3;

    private final Journal journal;
    private final ResourceRemoval removal;

    Cleanup(Engine engine, Journal journal) {
        this.journal = journal;
        this.removal = new ResourceRemoval(engine, journal.stack());
    }

    /** Returns whether all of it is gone. */
    boolean run(Collection<StackResource> leftovers, Function<StackResource, Policy> policies)
            throws InterruptedException {
        var order = new RemovalOrder(leftovers);
        var run = new GraphRun("cloudformation " + journal.stack().name(), OnFailure.CONTINUE);
        return run.run(order.graph(), key -> remove(order.resource(key), policies), null)
                .succeeded();
    }

    private Outcome remove(StackResource leftover, Function<StackResource, Policy> policies) {
        return removal.remove(
                leftover,
                policies.apply(leftover),
                TRIES,
                (resource, status, reason) -> journal.cleanup(resource, status, reason, changeOf(leftover, status)));
    }

    private static UnaryOperator<StackContents> changeOf(StackResource leftover, ResourceStatus status) {
        return status == ResourceStatus.DELETE_IN_PROGRESS
                ? UnaryOperator.identity()
                : contents -> contents.without(leftover);
    }
}
