package dev.greenroom.infra.stacks;

import dev.greenroom.infra.stacks.ChangeSets.ChangeSet;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/**
 * One stack, which may or may not exist. Every operation starts from what it finds, whatever an earlier one that was
 * interrupted left behind, and returns when the stack has settled.
 */
public final class Stack {
    private final String name;
    private final CloudFormationClient cloudFormation;
    private final ChangeSets changeSets;
    private final Contents contents;
    private final StackListener listener;
    private final Pacing pacing;

    Stack(
            String name,
            CloudFormationClient cloudFormation,
            ChangeSets changeSets,
            Contents contents,
            StackListener listener,
            Pacing pacing) {
        this.name = name;
        this.cloudFormation = cloudFormation;
        this.changeSets = changeSets;
        this.contents = contents;
        this.listener = listener;
        this.pacing = pacing;
    }

    public String name() {
        return name;
    }

    /** Tells whoever listens that something of this stack is waited for. */
    public void waits(String reason) {
        listener.waits(name, reason);
    }

    /** That wait is over. */
    public void waited() {
        listener.waited(name);
    }

    /** The stack as it is now. */
    public Optional<StackState> find() {
        return find(name).filter(state -> state.phase() != StackPhase.DELETED);
    }

    /** The stack once nobody is changing it any more. */
    public Optional<StackState> settled() throws InterruptedException {
        var state = find();
        return state.isPresent() && state.get().phase() == StackPhase.CHANGING ? awaitOthers(state.get()) : state;
    }

    /**
     * Creates the stack or makes it what the specification says.
     *
     * @param lastCheck runs when the change is prepared, just before it is carried out; may throw to call it off
     * @throws StackFailedException when CloudFormation refuses or fails; it has then restored what was before
     */
    public StackState deploy(StackSpec spec, Runnable lastCheck) throws InterruptedException {
        var before = updatable();
        var action = before.isPresent() ? StackAction.UPDATE : StackAction.CREATE;
        return change(action, () -> changeSets.propose(spec, before), lastCheck);
    }

    /** Changes these parameters, and nothing else. */
    public StackState update(Map<String, String> parameters, Runnable lastCheck) throws InterruptedException {
        var before = updatable()
                .orElseThrow(() ->
                        new DeploymentException("Tried to update stack %s but there is no such stack".formatted(name)));
        return change(StackAction.UPDATE, () -> changeSets.propose(parameters, before), lastCheck);
    }

    /** Deletes the stack, after the images and objects in it that would keep it from going. */
    public void delete() throws InterruptedException {
        var before = settled();
        if (before.isPresent()) {
            delete(before.get());
        }
    }

    /** The stack when it can be updated; what can only be deleted is deleted. */
    private Optional<StackState> updatable() throws InterruptedException {
        var state = settled();
        if (state.isEmpty()) {
            return state;
        }
        return switch (state.get().phase()) {
            case PROPOSED, DELETED -> Optional.empty();
            case BROKEN -> {
                delete(state.get());
                yield Optional.empty();
            }
            case STUCK -> Optional.of(continueRollback(state.get()));
            case READY, CHANGING -> state;
        };
    }

    private StackState change(StackAction action, Proposal proposal, Runnable lastCheck) throws InterruptedException {
        listener.started(name, action);
        var outcome = StackOutcome.FAILED;
        try {
            var changeSet = proposal.make();
            if (changeSet.isPresent()) {
                carryOut(changeSet.get(), lastCheck);
            }
            outcome = changeSet.isPresent() ? StackOutcome.CHANGED : StackOutcome.UNCHANGED;
            return find(name).orElseThrow();
        } finally {
            listener.finished(name, action, outcome);
        }
    }

    private void carryOut(ChangeSet changeSet, Runnable lastCheck) throws InterruptedException {
        try {
            lastCheck.run();
        } catch (RuntimeException calledOff) {
            changeSets.discard(changeSet);
            throw calledOff;
        }
        var events = EventStream.from(cloudFormation, changeSet.stackId(), listener);
        changeSets.execute(changeSet);
        var end = awaitEnd(events);
        if (!end.status().equals("CREATE_COMPLETE") && !end.status().equals("UPDATE_COMPLETE")) {
            throw StackFailedException.ended(changeSet.action(), events.firstFailure(end), end.status());
        }
    }

    private void delete(StackState before) throws InterruptedException {
        listener.started(name, StackAction.DELETE);
        var outcome = StackOutcome.FAILED;
        try {
            contents.empty(before.id());
            var events = EventStream.from(cloudFormation, before.id(), listener);
            cloudFormation.deleteStack(request -> request.stackName(before.id()));
            var end = awaitEnd(events);
            if (!end.status().equals("DELETE_COMPLETE")) {
                throw StackFailedException.ended(StackAction.DELETE, events.firstFailure(end), end.status());
            }
            outcome = StackOutcome.CHANGED;
        } finally {
            listener.finished(name, StackAction.DELETE, outcome);
        }
    }

    private StackState continueRollback(StackState stuck) throws InterruptedException {
        var events = EventStream.from(cloudFormation, stuck.id(), listener);
        cloudFormation.continueUpdateRollback(request -> request.stackName(stuck.id()));
        var end = awaitEnd(events);
        if (!end.status().equals("UPDATE_ROLLBACK_COMPLETE")) {
            throw StackFailedException.ended(StackAction.UPDATE, events.firstFailure(end), end.status());
        }
        return find(stuck.id()).orElseThrow();
    }

    /** Waits for what we began: its end is an event that is still to come. */
    private StackEvent awaitEnd(EventStream events) throws InterruptedException {
        for (var wait = pacing.start(); ; wait.untilNextLook()) {
            var last = events.next();
            if (last.isPresent() && !last.get().status().endsWith("_IN_PROGRESS")) {
                return last.get();
            }
        }
    }

    /** Waits for what somebody else, or we before an interrupt, began: it may end at any moment. */
    private Optional<StackState> awaitOthers(StackState changing) throws InterruptedException {
        var events = EventStream.from(cloudFormation, changing.id(), listener);
        for (var wait = pacing.start(); ; wait.untilNextLook()) {
            var now = find(changing.id());
            events.next();
            if (now.isEmpty() || now.get().phase() != StackPhase.CHANGING) {
                return now.filter(state -> state.phase() != StackPhase.DELETED);
            }
        }
    }

    private Optional<StackState> find(String nameOrId) {
        try {
            return cloudFormation.describeStacks(request -> request.stackName(nameOrId)).stacks().stream()
                    .findFirst()
                    .map(StackState::of);
        } catch (CloudFormationException failed) {
            if (failed.awsErrorDetails().errorCode().equals("ValidationError")
                    && failed.awsErrorDetails().errorMessage().endsWith("does not exist")) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** What lies in a stack and keeps it from being deleted. */
    interface Contents {
        void empty(String stackId);
    }

    private interface Proposal {
        Optional<ChangeSet> make() throws InterruptedException;
    }
}
