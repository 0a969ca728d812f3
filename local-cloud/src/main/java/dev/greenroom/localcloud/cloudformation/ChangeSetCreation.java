package dev.greenroom.localcloud.cloudformation;

import static java.util.Objects.requireNonNullElse;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Creates change sets. They are worked out while the request waits. */
final class ChangeSetCreation {
    private static final String NO_CHANGES = "The submitted information didn't contain changes. "
            + "Submit different information to create a change set.";

    private final Engine engine;
    private final ChangeSets changeSets;
    private final Definitions definitions;
    private final Planner planner;
    private final RequestTokens tokens = new RequestTokens();

    ChangeSetCreation(Engine engine, ChangeSets changeSets) {
        this.engine = engine;
        this.changeSets = changeSets;
        this.definitions = new Definitions(engine);
        this.planner = new Planner(engine);
    }

    ChangeSet create(CreateChangeSetRequest request) {
        String name = StackNames.requireName(request.changeSetName(), "changeSetName");
        Optional<ChangeSet> repeated = tokens.subjectOf("CreateChangeSet", request.clientToken())
                .flatMap(engine.store()::findChangeSet)
                .filter(changeSet -> changeSet.name().equals(name));
        if (repeated.isPresent()) {
            return repeated.get();
        }
        ChangeSet changeSet =
                switch (requireNonNullElse(request.changeSetType(), ChangeSetType.UPDATE)) {
                    case CREATE -> forNewStack(request, name);
                    case UPDATE -> forExistingStack(request, name);
                    default ->
                        throw CloudFormationErrors.notEmulated("ChangeSetType " + request.changeSetTypeAsString());
                };
        engine.store().add(changeSet);
        tokens.remember("CreateChangeSet", changeSet.id(), request.clientToken());
        return changeSet;
    }

    private ChangeSet forNewStack(CreateChangeSetRequest request, String name) {
        Optional<Stack> existing = engine.store().find(StackNames.requireReference(request.stackName()));
        if (existing.isPresent() && existing.get().status() != StackStatus.REVIEW_IN_PROGRESS) {
            throw CloudFormationErrors.validation(
                    "Stack [%s] already exists and cannot be created again with the changeSet [%s]."
                            .formatted(request.stackName(), name));
        }
        StackDefinition definition = define(request, Optional.empty());
        Stack stack = existing.orElseGet(() -> reviewed(request, definition));
        ChangeSet changeSet = changeSet(request, name, stack, definition);
        if (existing.isEmpty()) {
            engine.store().atomically(() -> {
                engine.store().add(stack);
                engine.journal(stack.id(), Optional.empty()).stack(StackStatus.REVIEW_IN_PROGRESS, "User Initiated");
                return stack;
            });
        }
        return changeSet;
    }

    /** A stack that is there for its change sets only. */
    private Stack reviewed(CreateChangeSetRequest request, StackDefinition definition) {
        return new NewStack(engine)
                .create(
                        StackNames.requireName(request.stackName(), "stackName"),
                        definition,
                        StackStatus.REVIEW_IN_PROGRESS,
                        new Stack.Settings(false, false, false, Optional.empty(), Optional.empty()));
    }

    private ChangeSet forExistingStack(CreateChangeSetRequest request, String name) {
        Stack stack = changeSets.requireStack(request.stackName());
        if (stack.status() == StackStatus.REVIEW_IN_PROGRESS) {
            throw CloudFormationErrors.noStack(request.stackName());
        }
        if (!Launcher.isUpdatable(stack)) {
            throw CloudFormationErrors.notUpdatable(stack);
        }
        return changeSet(request, name, stack, define(request, Optional.of(stack.definition())));
    }

    private StackDefinition define(CreateChangeSetRequest request, Optional<StackDefinition> current) {
        StackDefinition definition = definitions.define(Submission.of(request), current);
        if (Boolean.TRUE.equals(request.includeNestedStacks())
                && definition.template().resourceTypes().contains(Journal.STACK_TYPE)) {
            throw CloudFormationErrors.notEmulated("IncludeNestedStacks");
        }
        return definition;
    }

    private ChangeSet changeSet(CreateChangeSetRequest request, String name, Stack stack, StackDefinition definition) {
        if (changeSets.find(stack, name).isPresent()) {
            throw CloudFormationErrors.changeSetExists(name);
        }
        Plan plan = planner.plan(stack, definition);
        return new ChangeSet(
                engine.scope()
                        .arn(
                                "cloudformation",
                                "changeSet/%s/%s".formatted(name, engine.ids().uuid())),
                name,
                stack.id(),
                requireNonNullElse(request.changeSetType(), ChangeSetType.UPDATE),
                engine.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                Optional.ofNullable(request.description()),
                definition,
                Optional.ofNullable(request.onStackFailure()),
                plan.isEmpty() ? ChangeSetStatus.FAILED : ChangeSetStatus.CREATE_COMPLETE,
                plan.isEmpty() ? Optional.of(NO_CHANGES) : Optional.empty(),
                plan.isEmpty() ? ExecutionStatus.UNAVAILABLE : ExecutionStatus.AVAILABLE,
                plan.changes());
    }
}
