package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.GraphRun.OnFailure;
import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Deletes all resources of a stack that is to go, or whose creation has failed. */
final class Teardown {
    private final Journal journal;
    private final ResourceRemoval removal;

    Teardown(Engine engine, Journal journal) {
        this.journal = journal;
        this.removal = new ResourceRemoval(engine, journal.stack());
    }

    /** Returns what went wrong; empty when nothing that should go is left. */
    Optional<String> run(Function<StackResource, Policy> policies) throws InterruptedException {
        StackContents contents = journal.stack().contents();
        var order = new RemovalOrder(contents.everything().stream()
                .filter(resource -> !isGone(resource))
                .toList());
        var run = new GraphRun("cloudformation " + journal.stack().name(), OnFailure.CONTINUE);
        GraphRun.Result result =
                run.run(order.graph(), key -> remove(order.resource(key), policies.apply(order.resource(key))), null);
        return failure(result, order);
    }

    private static boolean isGone(StackResource resource) {
        return resource.status() == ResourceStatus.DELETE_COMPLETE
                || resource.status() == ResourceStatus.DELETE_SKIPPED;
    }

    private Outcome remove(StackResource resource, Policy policy) {
        boolean superseded = journal.stack().contents().superseded().contains(resource);
        return removal.remove(resource, policy, 1, (each, status, reason) -> {
            if (superseded) {
                boolean gone = status == ResourceStatus.DELETE_COMPLETE || status == ResourceStatus.DELETE_SKIPPED;
                journal.cleanup(each, status, reason, contents -> gone ? contents.withoutSuperseded(each) : contents);
            } else {
                journal.resource(each, status, reason);
            }
        });
    }

    private static Optional<String> failure(GraphRun.Result result, RemovalOrder order) {
        Collection<String> failed = result.failed().stream()
                .map(key -> order.resource(key).logicalId())
                .distinct()
                .sorted()
                .toList();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of("The following resource(s) failed to delete: %s. ".formatted(List.copyOf(failed)));
    }
}
