package dev.greenroom.localcloud.cloudformation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Makes all that a new stack is to have. */
final class CreateOperation implements StackOperation {
    private final Engine engine;
    private final Journal journal;
    private final OnFailure onFailure;
    private final Consumer<ExecutionStatus> ended;
    private final Provisioning provisioning;

    /** @param ended is told of the outcome just before the stack shows it */
    CreateOperation(Engine engine, Journal journal, OnFailure onFailure, Consumer<ExecutionStatus> ended) {
        this.engine = engine;
        this.journal = journal;
        this.onFailure = onFailure;
        this.ended = ended;
        this.provisioning = new Provisioning(engine, journal);
    }

    @Override
    public void cancel() {
        provisioning.cancel();
    }

    @Override
    public void run() throws InterruptedException {
        Optional<String> failure = provisioning.run(timeout());
        ended.accept(failure.isEmpty() ? ExecutionStatus.EXECUTE_COMPLETE : ExecutionStatus.EXECUTE_FAILED);
        if (failure.isEmpty()) {
            leave(StackStatus.CREATE_COMPLETE, null);
        } else {
            failed(failure.get());
        }
    }

    private @Nullable Duration timeout() {
        return journal.stack()
                .settings()
                .timeoutInMinutes()
                .map(Duration::ofMinutes)
                .orElse(null);
    }

    private void failed(String reason) throws InterruptedException {
        switch (onFailure) {
            case DO_NOTHING -> leave(StackStatus.CREATE_FAILED, reason + ". ");
            case DELETE -> {
                if (leave(StackStatus.DELETE_IN_PROGRESS, reason + ". Delete requested by user.")) {
                    new DeleteOperation(engine, journal, StackStatus.CREATE_FAILED, Set.of(), false).run();
                }
            }
            default -> {
                if (leave(StackStatus.ROLLBACK_IN_PROGRESS, reason + ". Rollback requested by user.")) {
                    new CreateRollback(engine, journal).run();
                }
            }
        }
    }

    /** Returns false when the stack is being deleted meanwhile, which then takes care of what was made. */
    private boolean leave(StackStatus status, @Nullable String reason) {
        return journal.leave(StackStatus.CREATE_IN_PROGRESS, status, reason, stack -> switch (status) {
            case ROLLBACK_IN_PROGRESS, DELETE_IN_PROGRESS ->
                stack.withChangeSet(Optional.empty()).with(stack.lifecycle().deletedAt(journal.now()));
            default -> stack;
        });
    }
}
