package dev.greenroom.localcloud.cloudformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Makes sure that a stack never stays in progress, not even after an error of our own. */
final class GuardedOperation implements StackOperation {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedOperation.class);

    private final Journal journal;
    private final StackOperation operation;

    GuardedOperation(Journal journal, StackOperation operation) {
        this.journal = journal;
        this.operation = operation;
    }

    @Override
    public void run() throws InterruptedException {
        try {
            operation.run();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "The operation on stack {} ended in an error of its own",
                    journal.stack().name(),
                    e);
            journal.stack(failed(journal.stack().status()), "Internal failure: " + e);
        }
    }

    @Override
    public void cancel() {
        operation.cancel();
    }

    private static StackStatus failed(StackStatus status) {
        return switch (status) {
            case CREATE_IN_PROGRESS -> StackStatus.CREATE_FAILED;
            case DELETE_IN_PROGRESS -> StackStatus.DELETE_FAILED;
            case ROLLBACK_IN_PROGRESS -> StackStatus.ROLLBACK_FAILED;
            case UPDATE_IN_PROGRESS, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS -> StackStatus.UPDATE_FAILED;
            case UPDATE_ROLLBACK_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS ->
                StackStatus.UPDATE_ROLLBACK_FAILED;
            default -> status;
        };
    }
}
