package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** Finds and deletes change sets: by their ARN, or by the name they have in their stack. */
final class ChangeSets {
    private final StackStore store;

    ChangeSets(StackStore store) {
        this.store = store;
    }

    ChangeSet require(@Nullable String nameOrId, @Nullable String stackName) {
        return find(nameOrId, stackName).orElseThrow(() -> CloudFormationErrors.noChangeSet(String.valueOf(nameOrId)));
    }

    private Optional<ChangeSet> find(@Nullable String nameOrId, @Nullable String stackName) {
        return nameOrId != null && nameOrId.startsWith("arn:")
                ? store.findChangeSet(nameOrId)
                : find(requireStack(stackName), nameOrId);
    }

    Optional<ChangeSet> find(Stack stack, @Nullable String name) {
        return store.changeSets(stack.id()).stream()
                .filter(changeSet -> changeSet.name().equals(name))
                .findFirst();
    }

    List<ChangeSet> of(@Nullable String stackName) {
        return store.changeSets(requireStack(stackName).id());
    }

    /** Succeeds when there is no such change set. */
    void delete(@Nullable String nameOrId, @Nullable String stackName) {
        find(nameOrId, stackName)
                .ifPresent(changeSet -> store.updateChangeSets(
                        changeSet.stackId(), each -> each.id().equals(changeSet.id()) ? null : each));
    }

    /** What could still be executed can't be any longer: the stack has changed in another way. */
    static void outdate(StackStore store, String stackId) {
        store.updateChangeSets(
                stackId, changeSet -> changeSet.isExecutable() ? changeSet.with(ExecutionStatus.OBSOLETE) : changeSet);
    }

    Stack requireStack(@Nullable String nameOrId) {
        if (nameOrId == null) {
            throw CloudFormationErrors.validation(
                    "StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        return store.find(StackNames.requireReference(nameOrId))
                .orElseThrow(() -> CloudFormationErrors.noStack(nameOrId));
    }
}
