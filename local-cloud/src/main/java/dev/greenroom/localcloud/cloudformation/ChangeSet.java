package dev.greenroom.localcloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;

/**
 * A change to a stack that was worked out and may be executed.
 *
 * @param id its ARN
 * @param definition what the stack becomes
 * @param changes with property values, which are shown on demand
 */
record ChangeSet(
        String id,
        String name,
        String stackId,
        ChangeSetType type,
        Instant created,
        Optional<String> description,
        StackDefinition definition,
        Optional<OnStackFailure> onStackFailure,
        ChangeSetStatus status,
        Optional<String> statusReason,
        ExecutionStatus executionStatus,
        List<Change> changes) {
    ChangeSet {
        changes = List.copyOf(changes);
    }

    boolean isExecutable() {
        return executionStatus == ExecutionStatus.AVAILABLE;
    }

    /** What an error says of a change set that can't be executed. */
    String shownStatus() {
        return switch (executionStatus) {
            case EXECUTE_IN_PROGRESS, EXECUTE_COMPLETE, EXECUTE_FAILED, OBSOLETE -> executionStatus.toString();
            default -> status.toString();
        };
    }

    ChangeSet with(ExecutionStatus newStatus) {
        return new ChangeSet(
                id,
                name,
                stackId,
                type,
                created,
                description,
                definition,
                onStackFailure,
                status,
                statusReason,
                newStatus,
                changes);
    }
}
