package dev.greenroom.localcloud.cloudformation;

import static java.util.Objects.requireNonNullElse;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The operations that create, execute and delete change sets. A change set is worked out while its request waits. */
final class ChangeSets {
    private static final String NO_CHANGES = "The submitted information didn't contain changes. "
            + "Submit different information to create a change set.";

    private final Engine engine;
    private final Launcher launcher;
    private final Definitions definitions;
    private final Planner planner;
    private final RequestTokens tokens = new RequestTokens();

    ChangeSets(Engine engine, Launcher launcher) {
        this.engine = engine;
        this.launcher = launcher;
        this.definitions = new Definitions(engine);
        this.planner = new Planner(engine);
    }

    ChangeSet create(CreateChangeSetRequest request) {
        String name = StackNames.requireName(request.changeSetName(), "changeSetName");
        Optional<ChangeSet> repeated = tokens.subjectOf("CreateChangeSet", request.clientToken())
                .flatMap(engine.store()::findChangeSet)
                .filter(changeSet -> changeSet.name().equals(name));
        ChangeSet changeSet = repeated.orElseGet(() -> createNew(request, name));
        tokens.remember("CreateChangeSet", changeSet.id(), request.clientToken());
        return changeSet;
    }

    private ChangeSet createNew(CreateChangeSetRequest request, String name) {
        ChangeSetType type = requireNonNullElse(request.changeSetType(), ChangeSetType.UPDATE);
        return switch (type) {
            case CREATE -> forNewStack(request, name);
            case UPDATE -> forExistingStack(request, name);
            default -> throw CloudFormationErrors.notEmulated("ChangeSetType " + request.changeSetTypeAsString());
        };
    }

    private ChangeSet forNewStack(CreateChangeSetRequest request, String name) {
        Optional<Stack> existing = engine.store().find(StackNames.requireReference(request.stackName()));
        if (existing.isPresent() && existing.get().status() != StackStatus.REVIEW_IN_PROGRESS) {
            throw CloudFormationErrors.validation(
                    "Stack [%s] already exists and cannot be created again with the changeSet [%s]."
                            .formatted(request.stackName(), name));
        }
        StackDefinition definition = definitions.define(Submission.of(request), Optional.empty());
        Stack stack = existing.orElseGet(() -> new NewStack(engine)
                .create(
                        StackNames.requireName(request.stackName(), "stackName"),
                        definition,
                        StackStatus.REVIEW_IN_PROGRESS,
                        new Stack.Settings(false, false, false, Optional.empty(), Optional.empty())));
        requireNewName(stack, name);
        ChangeSet changeSet = changeSet(request, name, stack, definition, ChangeSetType.CREATE);
        if (existing.isEmpty()) {
            engine.store().atomically(() -> {
                engine.store().add(stack);
                engine.journal(stack.id(), Optional.empty()).stack(StackStatus.REVIEW_IN_PROGRESS, "User Initiated");
                return stack;
            });
        }
        engine.store().add(changeSet);
        return changeSet;
    }

    private ChangeSet forExistingStack(CreateChangeSetRequest request, String name) {
        Stack stack = requireStack(request.stackName());
        if (stack.status() == StackStatus.REVIEW_IN_PROGRESS || stack.isDeleted()) {
            throw CloudFormationErrors.noStack(request.stackName());
        }
        if (!Launcher.isUpdatable(stack)) {
            throw CloudFormationErrors.notUpdatable(stack);
        }
        requireNewName(stack, name);
        StackDefinition definition = definitions.define(Submission.of(request), Optional.of(stack.definition()));
        ChangeSet changeSet = changeSet(request, name, stack, definition, ChangeSetType.UPDATE);
        engine.store().add(changeSet);
        return changeSet;
    }

    private void requireNewName(Stack stack, String name) {
        if (find(stack, name).isPresent()) {
            throw CloudFormationErrors.changeSetExists(name);
        }
    }

    private ChangeSet changeSet(
            CreateChangeSetRequest request, String name, Stack stack, StackDefinition definition, ChangeSetType type) {
        Plan plan = planner.plan(stack, definition);
        return new ChangeSet(
                engine.scope()
                        .arn(
                                "cloudformation",
                                "changeSet/%s/%s".formatted(name, engine.ids().uuid())),
                name,
                stack.id(),
                type,
                engine.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                Optional.ofNullable(request.description()),
                definition,
                Optional.ofNullable(request.onStackFailure()),
                plan.isEmpty() ? ChangeSetStatus.FAILED : ChangeSetStatus.CREATE_COMPLETE,
                plan.isEmpty() ? Optional.of(NO_CHANGES) : Optional.empty(),
                plan.isEmpty() ? ExecutionStatus.UNAVAILABLE : ExecutionStatus.AVAILABLE,
                plan.changes());
    }

    void execute(ExecuteChangeSetRequest request) {
        ChangeSet changeSet = require(request.changeSetName(), request.stackName());
        if (tokens.isRepeated("ExecuteChangeSet", changeSet.id(), request.clientRequestToken())) {
            return;
        }
        if (!changeSet.isExecutable()) {
            throw CloudFormationErrors.changeSetNotExecutable(changeSet);
        }
        Stack stack = engine.store().get(changeSet.stackId());
        OnFailure onFailure = onFailure(request, changeSet);
        var trigger = new Launcher.Trigger(
                Optional.of(changeSet.id()),
                Optional.ofNullable(request.clientRequestToken()),
                status -> executed(changeSet, status));
        claim(changeSet);
        try {
            if (changeSet.type() == ChangeSetType.CREATE) {
                launcher.createReviewed(stack, changeSet.definition(), onFailure, trigger);
            } else {
                launcher.update(stack, changeSet.definition(), onFailure == OnFailure.DO_NOTHING, trigger);
            }
        } catch (RuntimeException e) {
            executed(changeSet, ExecutionStatus.AVAILABLE);
            throw e;
        }
        tokens.remember("ExecuteChangeSet", changeSet.id(), request.clientRequestToken());
        engine.store().updateChangeSets(stack.id(), other -> other.id().equals(changeSet.id()) ? other : null);
    }

    /** Only one request can execute it. */
    private void claim(ChangeSet changeSet) {
        engine.store().updateChangeSets(changeSet.stackId(), each -> {
            if (!each.id().equals(changeSet.id())) {
                return each;
            }
            if (!each.isExecutable()) {
                throw CloudFormationErrors.changeSetNotExecutable(each);
            }
            return each.with(ExecutionStatus.EXECUTE_IN_PROGRESS);
        });
    }

    private void executed(ChangeSet changeSet, ExecutionStatus status) {
        engine.store()
                .updateChangeSets(
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

    /** Succeeds when there is no such change set. */
    void delete(@Nullable String nameOrId, @Nullable String stackName) {
        Optional<ChangeSet> found = nameOrId != null && nameOrId.startsWith("arn:")
                ? engine.store().findChangeSet(nameOrId)
                : find(requireStack(stackName), nameOrId);
        found.ifPresent(changeSet -> engine.store()
                .updateChangeSets(changeSet.stackId(), each -> each.id().equals(changeSet.id()) ? null : each));
    }

    /** What can still be executed can't any longer: the stack has changed in another way. */
    static void outdate(StackStore store, String stackId) {
        store.updateChangeSets(
                stackId, changeSet -> changeSet.isExecutable() ? changeSet.with(ExecutionStatus.OBSOLETE) : changeSet);
    }

    ChangeSet require(@Nullable String nameOrId, @Nullable String stackName) {
        if (nameOrId != null && nameOrId.startsWith("arn:")) {
            return engine.store().findChangeSet(nameOrId).orElseThrow(() -> CloudFormationErrors.noChangeSet(nameOrId));
        }
        return find(requireStack(stackName), nameOrId)
                .orElseThrow(() -> CloudFormationErrors.noChangeSet(String.valueOf(nameOrId)));
    }

    List<ChangeSet> of(@Nullable String stackName) {
        return engine.store().changeSets(requireStack(stackName).id());
    }

    private Optional<ChangeSet> find(Stack stack, @Nullable String name) {
        return engine.store().changeSets(stack.id()).stream()
                .filter(changeSet -> changeSet.name().equals(name))
                .findFirst();
    }

    private Stack requireStack(@Nullable String nameOrId) {
        if (nameOrId == null) {
            throw CloudFormationErrors.validation(
                    "StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        return engine.store()
                .find(StackNames.requireReference(nameOrId))
                .orElseThrow(() -> CloudFormationErrors.noStack(nameOrId));
    }
}
