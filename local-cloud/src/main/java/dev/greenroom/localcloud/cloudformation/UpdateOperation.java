package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Brings a stack to its new definition; what it no longer has goes last. */
final class UpdateOperation implements StackOperation {
    private final Engine engine;
    private final Journal journal;
    private final Consumer<ExecutionStatus> ended;
    private final Provisioning provisioning;

    /** @param ended is told of the outcome just before the stack shows it */
    UpdateOperation(Engine engine, Journal journal, Consumer<ExecutionStatus> ended) {
        this.engine = engine;
        this.journal = journal;
        this.ended = ended;
        this.provisioning = new Provisioning(engine, journal);
    }

    @Override
    public void cancel() {
        provisioning.cancel();
    }

    @Override
    public void run() throws InterruptedException {
        Optional<String> failure = provisioning.run(null);
        if (failure.isEmpty()) {
            succeeded();
            return;
        }
        ended.accept(ExecutionStatus.EXECUTE_FAILED);
        String reason = failure.get() + ". ";
        if (journal.stack().settings().disableRollback()) {
            journal.stack(StackStatus.UPDATE_FAILED, reason);
        } else {
            journal.stack(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason);
            new UpdateRollback(engine, journal, Set.of()).run();
        }
    }

    private void succeeded() throws InterruptedException {
        journal.stack(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, null);
        List<StackResource> superseded = journal.stack().contents().superseded();
        boolean clean = new Cleanup(engine, journal)
                .run(
                        provisioning.leftovers(),
                        resource -> superseded.contains(resource)
                                ? resource.source().updateReplacePolicy()
                                : resource.source().deletionPolicy());
        ended.accept(ExecutionStatus.EXECUTE_COMPLETE);
        journal.stack(
                StackStatus.UPDATE_COMPLETE,
                clean ? null : "Update successful. One or more resources could not be deleted.",
                stack -> stack.withBaseline(Optional.empty()));
    }
}
