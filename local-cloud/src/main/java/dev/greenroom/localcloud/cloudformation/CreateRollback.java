package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Deletes what the creation of a stack has made before it failed. */
final class CreateRollback implements StackOperation {
    private final Engine engine;
    private final Journal journal;

    CreateRollback(Engine engine, Journal journal) {
        this.engine = engine;
        this.journal = journal;
    }

    @Override
    public void run() throws InterruptedException {
        boolean retainExceptOnCreate = journal.stack().settings().retainExceptOnCreate();
        Optional<String> failure =
                new Teardown(engine, journal).run(resource -> policy(resource, retainExceptOnCreate));
        journal.quietly(contents -> contents.withImports(Set.of()));
        journal.stack(
                failure.isEmpty() ? StackStatus.ROLLBACK_COMPLETE : StackStatus.ROLLBACK_FAILED, failure.orElse(null));
    }

    /** For resources that the very operation has made which is rolled back. */
    static Policy policy(StackResource resource, boolean retainExceptOnCreate) {
        Policy policy = resource.source().deletionPolicy();
        return switch (policy) {
            case RETAIN_EXCEPT_ON_CREATE -> Policy.DELETE;
            case RETAIN -> retainExceptOnCreate ? Policy.DELETE : Policy.RETAIN;
            default -> policy;
        };
    }
}
