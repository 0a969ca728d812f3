package dev.greenroom.localcloud.cloudformation;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;

/** Executes change sets. The others of the stack go, since they were worked out for what it no longer is. */
final class ChangeSetExecution {
    private final StackStore store;
    private final ChangeSets changeSets;
    private final Launcher launcher;
    private final RequestTokens tokens = new RequestTokens();

    ChangeSetExecution(StackStore store, ChangeSets changeSets, Launcher launcher) {
        this.store = store;
        this.changeSets = changeSets;
        this.launcher = launcher;
    }

    void execute(ExecuteChangeSetRequest request) {
        ChangeSet changeSet = changeSets.require(request.changeSetName(), request.stackName());
        if (tokens.isRepeated("ExecuteChangeSet", changeSet.id(), request.clientRequestToken())) {
            return;
        }
        claim(changeSet);
        try {
            launch(changeSet, request);
        } catch (RuntimeException e) {
            mark(changeSet, ExecutionStatus.AVAILABLE);
            throw e;
        }
        tokens.remember("ExecuteChangeSet", changeSet.id(), request.clientRequestToken());
        store.updateChangeSets(changeSet.stackId(), other -> other.id().equals(changeSet.id()) ? other : null);
    }

    /** Only one request can execute it. */
    private void claim(ChangeSet changeSet) {
        store.updateChangeSets(changeSet.stackId(), each -> {
            if (!each.id().equals(changeSet.id())) {
                return each;
            }
            if (!each.isExecutable()) {
                throw CloudFormationErrors.changeSetNotExecutable(each);
            }
            return each.with(ExecutionStatus.EXECUTE_IN_PROGRESS);
        });
    }

    private void launch(ChangeSet changeSet, ExecuteChangeSetRequest request) {
        Stack stack = store.get(changeSet.stackId());
        var onFailure =
                new FailurePolicy(onFailure(request, changeSet), Boolean.TRUE.equals(request.retainExceptOnCreate()));
        var trigger = new Launcher.Trigger(
                Optional.of(changeSet.id()),
                Optional.ofNullable(request.clientRequestToken()),
                status -> mark(changeSet, status));
        if (changeSet.type() == ChangeSetType.CREATE) {
            launcher.createReviewed(stack, changeSet.definition(), onFailure, trigger);
        } else {
            launcher.update(stack, changeSet.definition(), onFailure, trigger);
        }
    }

    private void mark(ChangeSet changeSet, ExecutionStatus status) {
        store.updateChangeSets(
                changeSet.stackId(), each -> each.id().equals(changeSet.id()) ? each.with(status) : each);
    }

    private static OnFailure onFailure(ExecuteChangeSetRequest request, ChangeSet changeSet) {
        if (Boolean.TRUE.equals(request.disableRollback())) {
            return OnFailure.DO_NOTHING;
        }
        return switch (changeSet.onStackFailure().orElse(OnStackFailure.ROLLBACK)) {
            case DO_NOTHING -> OnFailure.DO_NOTHING;
            case DELETE -> OnFailure.DELETE;
            default -> OnFailure.ROLLBACK;
        };
    }
}
