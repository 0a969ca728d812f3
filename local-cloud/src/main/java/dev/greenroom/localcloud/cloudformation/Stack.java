package dev.greenroom.localcloud.cloudformation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * A stack as it is at one moment.
 *
 * @param id its ARN
 * @param definition what it is, or while an operation runs, what it becomes
 * @param baseline what it was before the operation that runs or has failed: what a rollback goes back to
 * @param changeSetId of the change set that the last operation executed
 */
record Stack(
        String id,
        String name,
        Lifecycle lifecycle,
        Settings settings,
        StackDefinition definition,
        StackContents contents,
        Optional<Baseline> baseline,
        Optional<String> changeSetId) {

    /** Where the stack is in its life. */
    record Lifecycle(
            StackStatus status,
            Optional<String> reason,
            Instant created,
            Optional<Instant> updated,
            Optional<Instant> deleted) {
        Lifecycle with(StackStatus newStatus, Optional<String> newReason) {
            return new Lifecycle(newStatus, newReason, created, updated, deleted);
        }

        Lifecycle updatedAt(Instant now) {
            return new Lifecycle(status, reason, created, Optional.of(now), deleted);
        }

        Lifecycle deletedAt(Instant now) {
            return new Lifecycle(status, reason, created, updated, Optional.of(now));
        }
    }

    /**
     * What is kept of the requests beside the definition.
     *
     * @param parentId of the stack that a nested stack is a resource of
     */
    record Settings(
            boolean disableRollback,
            boolean terminationProtection,
            boolean retainExceptOnCreate,
            Optional<Integer> timeoutInMinutes,
            Optional<String> parentId) {
        Settings with(FailurePolicy policy) {
            return new Settings(
                    policy.disablesRollback(),
                    terminationProtection,
                    policy.retainExceptOnCreate(),
                    timeoutInMinutes,
                    parentId);
        }

        Settings withRetainExceptOnCreate(boolean except) {
            return new Settings(disableRollback, terminationProtection, except, timeoutInMinutes, parentId);
        }

        Settings withParent(String id) {
            return new Settings(
                    disableRollback, terminationProtection, retainExceptOnCreate, timeoutInMinutes, Optional.of(id));
        }

        Settings withTerminationProtection(boolean protect) {
            return new Settings(disableRollback, protect, retainExceptOnCreate, timeoutInMinutes, parentId);
        }
    }

    /** What a rollback goes back to. */
    record Baseline(StackDefinition definition, StackContents contents) {}

    StackStatus status() {
        return lifecycle.status();
    }

    boolean isDeleted() {
        return status() == StackStatus.DELETE_COMPLETE;
    }

    boolean isInProgress() {
        return status().toString().endsWith("_IN_PROGRESS") && status() != StackStatus.REVIEW_IN_PROGRESS;
    }

    Stack with(Lifecycle newLifecycle) {
        return new Stack(id, name, newLifecycle, settings, definition, contents, baseline, changeSetId);
    }

    Stack with(Settings newSettings) {
        return new Stack(id, name, lifecycle, newSettings, definition, contents, baseline, changeSetId);
    }

    Stack with(StackDefinition newDefinition) {
        return new Stack(id, name, lifecycle, settings, newDefinition, contents, baseline, changeSetId);
    }

    Stack with(StackContents newContents) {
        return new Stack(id, name, lifecycle, settings, definition, newContents, baseline, changeSetId);
    }

    Stack withContents(UnaryOperator<StackContents> change) {
        return with(change.apply(contents));
    }

    Stack withBaseline(Optional<Baseline> newBaseline) {
        return new Stack(id, name, lifecycle, settings, definition, contents, newBaseline, changeSetId);
    }

    Stack withChangeSet(Optional<String> newChangeSetId) {
        return new Stack(id, name, lifecycle, settings, definition, contents, baseline, newChangeSetId);
    }
}
