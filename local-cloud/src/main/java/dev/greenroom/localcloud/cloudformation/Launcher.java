package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.Stack.Baseline;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Starts operations on stacks, once a stack's state has been changed to say so. */
final class Launcher {
    private static final String REASON = "User Initiated";
    private static final Set<StackStatus> UPDATABLE = Set.of(
            StackStatus.CREATE_COMPLETE,
            StackStatus.UPDATE_COMPLETE,
            StackStatus.UPDATE_FAILED,
            StackStatus.UPDATE_ROLLBACK_COMPLETE);

    private final Engine engine;
    private final RunningOperations operations;

    Launcher(Engine engine, RunningOperations operations) {
        this.engine = engine;
        this.operations = operations;
    }

    /** Where an operation comes from. */
    record Trigger(Optional<String> changeSetId, Optional<String> token, Consumer<ExecutionStatus> ended) {
        static Trigger request(Optional<String> token) {
            return new Trigger(Optional.empty(), token, status -> {});
        }
    }

    static boolean isUpdatable(Stack stack) {
        return UPDATABLE.contains(stack.status());
    }

    /** @param stack which is new */
    void create(Stack stack, OnFailure onFailure, Optional<String> token) {
        Journal journal = engine.journal(stack.id(), token);
        Engine acting = engine.actingIn(stack.definition().actingRole());
        engine.store().atomically(() -> {
            engine.store().add(stack);
            journal.stack(StackStatus.CREATE_IN_PROGRESS, REASON);
            return stack;
        });
        start(stack, journal, new CreateOperation(acting, journal, onFailure, status -> {}));
    }

    /** Fills a stack that was only made for a change set. */
    void createReviewed(Stack stack, StackDefinition definition, FailurePolicy onFailure, Trigger trigger) {
        Journal journal = engine.journal(stack.id(), trigger.token());
        Engine acting = engine.actingIn(definition.actingRole());
        boolean begun = journal.leave(
                StackStatus.REVIEW_IN_PROGRESS, StackStatus.CREATE_IN_PROGRESS, REASON, reviewed -> updatedNow(
                                reviewed, journal.now())
                        .with(definition)
                        .with(reviewed.settings().with(onFailure))
                        .withChangeSet(trigger.changeSetId()));
        if (!begun) {
            throw CloudFormationErrors.notUpdatable(engine.store().get(stack.id()));
        }
        start(stack, journal, new CreateOperation(acting, journal, onFailure.onFailure(), trigger.ended()));
    }

    void update(Stack planned, StackDefinition definition, FailurePolicy onFailure, Trigger trigger) {
        Journal journal = engine.journal(planned.id(), trigger.token());
        Engine acting = engine.actingIn(definition.actingRole());
        boolean begun = isUpdatable(planned)
                && journal.leave(planned.status(), StackStatus.UPDATE_IN_PROGRESS, REASON, stack -> updatedNow(
                                stack, journal.now())
                        .withBaseline(stack.baseline()
                                .or(() -> Optional.of(new Baseline(stack.definition(), stack.contents()))))
                        .with(definition)
                        .with(stack.settings().with(onFailure))
                        .withChangeSet(trigger.changeSetId()));
        if (!begun) {
            throw CloudFormationErrors.notUpdatable(engine.store().get(planned.id()));
        }
        start(planned, journal, new UpdateOperation(acting, journal, trigger.ended()));
    }

    void cancelUpdate(Stack stack) {
        operations.cancel(stack.id());
    }

    /** Deletes a stack; one that is just being created stops being so. */
    void delete(Stack stack, Set<String> retained, boolean forced, Optional<String> roleArn, Optional<String> token) {
        Journal journal = engine.journal(stack.id(), token);
        boolean begun = journal.leave(
                stack.status(),
                StackStatus.DELETE_IN_PROGRESS,
                REASON,
                deleted -> deleted.with(deleted.lifecycle().deletedAt(journal.now())));
        if (!begun) {
            throw CloudFormationErrors.notDeletable(engine.store().get(stack.id()));
        }
        operations.cancel(stack.id());
        start(stack, journal, new DeleteOperation(engine.actingIn(roleArn), journal, stack.status(), retained, forced));
    }

    void rollBackCreation(Stack stack, boolean retainExceptOnCreate, Optional<String> roleArn, Optional<String> token) {
        Journal journal = engine.journal(stack.id(), token);
        boolean begun = journal.leave(stack.status(), StackStatus.ROLLBACK_IN_PROGRESS, REASON, failed -> failed.with(
                        failed.lifecycle().deletedAt(journal.now()))
                .with(failed.settings().withRetainExceptOnCreate(retainExceptOnCreate)));
        if (!begun) {
            throw CloudFormationErrors.notUpdatable(engine.store().get(stack.id()));
        }
        start(stack, journal, new CreateRollback(engine.actingIn(roleArn), journal));
    }

    void rollBackUpdate(Stack stack, Set<String> skipped, Optional<String> roleArn, Optional<String> token) {
        Journal journal = engine.journal(stack.id(), token);
        boolean begun =
                journal.leave(stack.status(), StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, REASON, failed -> failed);
        if (!begun) {
            throw CloudFormationErrors.notUpdatable(engine.store().get(stack.id()));
        }
        start(stack, journal, new UpdateRollback(engine.actingIn(roleArn), journal, skipped));
    }

    private void start(Stack stack, Journal journal, StackOperation operation) {
        operations.start(stack, new GuardedOperation(journal, operation));
    }

    private static Stack updatedNow(Stack stack, Instant now) {
        return stack.with(stack.lifecycle().updatedAt(now));
    }
}
