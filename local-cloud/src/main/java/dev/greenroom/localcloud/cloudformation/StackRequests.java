package dev.greenroom.localcloud.cloudformation;

import static java.util.Objects.requireNonNullElse;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;

/** The operations that create, change and delete stacks directly. Each returns the ID of the stack. */
final class StackRequests {
    private final Engine engine;
    private final Launcher launcher;
    private final Definitions definitions;
    private final Planner planner;
    private final RequestTokens tokens = new RequestTokens();

    StackRequests(Engine engine, Launcher launcher) {
        this.engine = engine;
        this.launcher = launcher;
        this.definitions = new Definitions(engine);
        this.planner = new Planner(engine);
    }

    String create(CreateStackRequest request) {
        String name = StackNames.requireName(request.stackName(), "stackName");
        Optional<String> repeated = tokens.subjectOf("CreateStack", request.clientRequestToken())
                .filter(id -> engine.store().get(id).name().equals(name));
        if (repeated.isPresent()) {
            return repeated.get();
        }
        if (engine.store().find(name).isPresent()) {
            throw CloudFormationErrors.stackExists(name);
        }
        OnFailure onFailure = onFailure(request);
        StackDefinition definition = definitions.define(Submission.of(request), Optional.empty());
        Stack stack = new NewStack(engine)
                .create(
                        name,
                        definition,
                        StackStatus.CREATE_IN_PROGRESS,
                        new Stack.Settings(
                                onFailure == OnFailure.DO_NOTHING,
                                isTrue(request.enableTerminationProtection()),
                                isTrue(request.retainExceptOnCreate()),
                                Optional.ofNullable(request.timeoutInMinutes()),
                                Optional.empty()));
        planner.plan(stack, definition);
        launcher.create(stack, onFailure, Optional.ofNullable(request.clientRequestToken()));
        tokens.remember("CreateStack", stack.id(), request.clientRequestToken());
        return stack.id();
    }

    private static OnFailure onFailure(CreateStackRequest request) {
        if (request.onFailure() != null && request.disableRollback() != null) {
            throw CloudFormationErrors.validation("You may specify either DisableRollback or OnFailure, but not both.");
        }
        return isTrue(request.disableRollback())
                ? OnFailure.DO_NOTHING
                : requireNonNullElse(request.onFailure(), OnFailure.ROLLBACK);
    }

    String update(UpdateStackRequest request) {
        Stack stack = require(request.stackName());
        if (tokens.isRepeated("UpdateStack", stack.id(), request.clientRequestToken())) {
            return stack.id();
        }
        if (!Launcher.isUpdatable(stack)) {
            throw CloudFormationErrors.notUpdatable(stack);
        }
        StackDefinition definition = definitions.define(Submission.of(request), Optional.of(stack.definition()));
        if (planner.plan(stack, definition).isEmpty()) {
            throw CloudFormationErrors.noChanges();
        }
        launcher.update(
                stack,
                definition,
                new FailurePolicy(
                        isTrue(request.disableRollback()) ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK,
                        isTrue(request.retainExceptOnCreate())),
                Launcher.Trigger.request(Optional.ofNullable(request.clientRequestToken())));
        ChangeSets.outdate(engine.store(), stack.id());
        tokens.remember("UpdateStack", stack.id(), request.clientRequestToken());
        return stack.id();
    }

    void delete(DeleteStackRequest request) {
        Optional<Stack> found = engine.store().find(StackNames.requireReference(request.stackName()));
        if (found.isEmpty() || isGoingOrGone(found.get())) {
            return;
        }
        Stack stack = found.get();
        if (stack.settings().terminationProtection()) {
            throw CloudFormationErrors.terminationProtected(stack.name());
        }
        if (stack.isInProgress() && stack.status() != StackStatus.CREATE_IN_PROGRESS) {
            throw CloudFormationErrors.notDeletable(stack);
        }
        if (!request.retainResources().isEmpty() && stack.status() != StackStatus.DELETE_FAILED) {
            throw CloudFormationErrors.validation(
                    "Invalid operation on stack [%s]. Stack status must be DELETE_FAILED to retain resources."
                            .formatted(stack.name()));
        }
        launcher.delete(
                stack,
                Set.copyOf(request.retainResources()),
                request.deletionMode() == DeletionMode.FORCE_DELETE_STACK,
                role(request.roleARN()),
                Optional.ofNullable(request.clientRequestToken()));
    }

    private static boolean isGoingOrGone(Stack stack) {
        return stack.isDeleted() || stack.status() == StackStatus.DELETE_IN_PROGRESS;
    }

    void cancelUpdate(CancelUpdateStackRequest request) {
        Stack stack = require(request.stackName());
        if (stack.status() != StackStatus.UPDATE_IN_PROGRESS) {
            throw CloudFormationErrors.validation("CancelUpdateStack cannot be called from current stack status");
        }
        launcher.cancelUpdate(stack);
    }

    void continueRollback(ContinueUpdateRollbackRequest request) {
        Stack stack = require(request.stackName());
        if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
            throw CloudFormationErrors.notRollable(stack);
        }
        launcher.rollBackUpdate(
                stack,
                Set.copyOf(request.resourcesToSkip()),
                role(request.roleARN()),
                Optional.ofNullable(request.clientRequestToken()));
    }

    String rollBack(RollbackStackRequest request) {
        Stack stack = require(request.stackName());
        Optional<String> role = role(request.roleARN());
        Optional<String> token = Optional.ofNullable(request.clientRequestToken());
        switch (stack.status()) {
            case CREATE_FAILED -> launcher.rollBackCreation(stack, isTrue(request.retainExceptOnCreate()), role, token);
            case UPDATE_FAILED -> launcher.rollBackUpdate(stack, Set.of(), role, token);
            default -> throw CloudFormationErrors.notRollable(stack);
        }
        return stack.id();
    }

    String protect(UpdateTerminationProtectionRequest request) {
        Stack stack = require(request.stackName());
        boolean protect = isTrue(request.enableTerminationProtection());
        engine.store().update(stack.id(), each -> each.with(each.settings().withTerminationProtection(protect)));
        return stack.id();
    }

    private Optional<String> role(@Nullable String arn) {
        Optional<String> role = Optional.ofNullable(arn);
        role.ifPresent(engine.roles()::requireAssumable);
        return role;
    }

    private Stack require(@Nullable String nameOrArn) {
        String reference = StackNames.requireReference(nameOrArn);
        return engine.store().find(reference).orElseThrow(() -> CloudFormationErrors.noStack(reference));
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
