package dev.greenroom.localcloud.cloudformation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * All that CloudFormation remembers: stacks, their events, their change sets. Everything in it is immutable; one lock,
 * its monitor, guards every reading and writing, and is never held while a resource is worked on.
 */
final class StackStore {
    private final Map<String, Stack> stacks = new LinkedHashMap<>();
    private final Map<String, List<StackEvent>> events = new HashMap<>();
    private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();

    /** For a decision that rests on more than one reading. */
    synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    /** A name finds the stack that has it now, an ID also one that was deleted. */
    synchronized Optional<Stack> find(String nameOrId) {
        if (nameOrId.startsWith("arn:")) {
            return Optional.ofNullable(stacks.get(nameOrId));
        }
        return stacks.values().stream()
                .filter(stack -> !stack.isDeleted() && stack.name().equals(nameOrId))
                .findFirst();
    }

    synchronized Stack get(String id) {
        Stack stack = stacks.get(id);
        if (stack == null) {
            throw new IllegalArgumentException("Stack %s is not in the store".formatted(id));
        }
        return stack;
    }

    /** In the order in which they were created. */
    synchronized List<Stack> all() {
        return List.copyOf(stacks.values());
    }

    synchronized void add(Stack stack) {
        if (find(stack.name()).isPresent()) {
            throw CloudFormationErrors.stackExists(stack.name());
        }
        stacks.put(stack.id(), stack);
        events.put(stack.id(), new ArrayList<>());
    }

    synchronized Stack update(String id, UnaryOperator<Stack> change) {
        Stack changed = change.apply(get(id));
        stacks.put(id, changed);
        return changed;
    }

    /**
     * Changes a stack and tells of it in one step.
     *
     * @param event made from the changed stack and the last event, if any
     */
    synchronized Stack update(String id, UnaryOperator<Stack> change, EventOf event) {
        Stack changed = update(id, change);
        List<StackEvent> log = events.get(id);
        log.add(event.apply(changed, log.isEmpty() ? null : log.get(log.size() - 1)));
        return changed;
    }

    /** Makes the event that tells of a change. */
    interface EventOf {
        StackEvent apply(Stack changed, @Nullable StackEvent last);
    }

    /** Newest first. */
    synchronized List<StackEvent> events(String stackId) {
        var newestFirst = new ArrayList<>(events.getOrDefault(stackId, List.of()));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    synchronized void add(ChangeSet changeSet) {
        changeSets.put(changeSet.id(), changeSet);
    }

    synchronized Optional<ChangeSet> findChangeSet(String id) {
        return Optional.ofNullable(changeSets.get(id));
    }

    /** Those of a stack, in the order in which they were created. */
    synchronized List<ChangeSet> changeSets(String stackId) {
        return changeSets.values().stream()
                .filter(changeSet -> changeSet.stackId().equals(stackId))
                .toList();
    }

    /** @param change returns null for a change set that is to go */
    synchronized void updateChangeSets(String stackId, Function<ChangeSet, @Nullable ChangeSet> change) {
        for (ChangeSet changeSet : changeSets(stackId)) {
            ChangeSet changed = change.apply(changeSet);
            if (changed == null) {
                changeSets.remove(changeSet.id());
            } else {
                changeSets.put(changed.id(), changed);
            }
        }
    }
}
