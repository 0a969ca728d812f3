package dev.greenroom.localcloud.cloudformation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Records what one operation does to a stack: a new state and the event that tells of it appear at once, so that nobody
 * sees one without the other.
 */
final class Journal {
    static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    private final StackStore store;
    private final Clock clock;
    private final Ids ids;
    private final String stackId;
    private final Optional<String> clientRequestToken;

    Journal(StackStore store, Clock clock, Ids ids, String stackId, Optional<String> clientRequestToken) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.stackId = stackId;
        this.clientRequestToken = clientRequestToken;
    }

    Stack stack() {
        return store.get(stackId);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A change that no event tells of. */
    void quietly(UnaryOperator<StackContents> change) {
        store.update(stackId, stack -> stack.withContents(change));
    }

    void stack(StackStatus status, @Nullable String reason) {
        stack(status, reason, UnaryOperator.identity());
    }

    /** @param change made to the stack together with the new status; it may refuse by an exception */
    void stack(StackStatus status, @Nullable String reason, UnaryOperator<Stack> change) {
        Optional<String> told = Optional.ofNullable(reason);
        store.update(
                stackId,
                stack -> {
                    Stack changed = change.apply(stack);
                    return changed.with(changed.lifecycle().with(status, told));
                },
                (stack, last) -> event(stack, last)
                        .eventId(ids.uuid())
                        .logicalResourceId(stack.name())
                        .physicalResourceId(stack.id())
                        .resourceType(STACK_TYPE)
                        .resourceStatus(status.toString())
                        .resourceStatusReason(reason)
                        .build());
    }

    /** Returns false, and changes nothing, when the stack has left that status already. */
    boolean leave(StackStatus from, StackStatus to, @Nullable String reason, UnaryOperator<Stack> change) {
        return store.atomically(() -> {
            boolean still = stack().status() == from;
            if (still) {
                stack(to, reason, change);
            }
            return still;
        });
    }

    /** The resource takes its place in the stack, with a new status. */
    void resource(StackResource resource, ResourceStatus status, @Nullable String reason) {
        resource(resource, status, reason, UnaryOperator.identity());
    }

    /** @param change made to the stack's contents before the resource takes its place */
    void resource(
            StackResource resource,
            ResourceStatus status,
            @Nullable String reason,
            UnaryOperator<StackContents> change) {
        StackResource changed = changed(resource, status, reason);
        store.update(
                stackId,
                stack -> stack.withContents(contents -> change.apply(contents).with(changed)),
                (stack, last) -> {
                    Instant time = next(last);
                    return resourceEvent(stack, changed, time)
                            .eventId("%s-%s-%s".formatted(changed.logicalId(), status, time))
                            .resourceProperties(Json.text(
                                    changed.source().properties().shown().tree()))
                            .build();
                });
    }

    /**
     * Tells of a resource that gave up its place in the stack and is being cleaned up.
     *
     * @param change what that means for the stack's contents
     */
    void cleanup(
            StackResource resource,
            ResourceStatus status,
            @Nullable String reason,
            UnaryOperator<StackContents> change) {
        StackResource changed = changed(resource, status, reason);
        store.update(
                stackId, stack -> stack.withContents(change), (stack, last) -> resourceEvent(stack, changed, next(last))
                        .eventId(changed.logicalId() + "-" + ids.uuid())
                        .build());
    }

    private StackResource changed(StackResource resource, ResourceStatus status, @Nullable String reason) {
        return resource.with(new StackResource.Change(status, Optional.ofNullable(reason), now()));
    }

    private StackEvent.Builder resourceEvent(Stack stack, StackResource resource, Instant time) {
        return event(stack, null)
                .timestamp(time)
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .resourceStatus(resource.status())
                .resourceStatusReason(resource.change().reason().orElse(null));
    }

    private StackEvent.Builder event(Stack stack, @Nullable StackEvent last) {
        return StackEvent.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .timestamp(next(last))
                .clientRequestToken(clientRequestToken.orElse(null));
    }

    /** Later than the last event, so that the time alone orders events and tells them apart. */
    private Instant next(@Nullable StackEvent last) {
        Instant now = now();
        return last == null || now.isAfter(last.timestamp())
                ? now
                : last.timestamp().plusMillis(1);
    }
}
