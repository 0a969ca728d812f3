package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;

/**
 * Something that happened to a resource of a stack, or to the stack itself.
 *
 * @param logicalId the resource's name in the template; the stack's name for the stack itself
 * @param reason empty where CloudFormation gives none
 */
public record StackEvent(
        String id, String stack, String logicalId, String type, String status, String reason, Instant at) {
    private static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    public StackEvent {
        requireNonNull(id, "id is null");
        requireNonNull(stack, "stack is null");
        requireNonNull(logicalId, "logicalId is null");
        requireNonNull(type, "type is null");
        requireNonNull(status, "status is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(at, "at is null");
    }

    static StackEvent of(software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
        return new StackEvent(
                event.eventId(),
                event.stackName(),
                event.logicalResourceId(),
                event.resourceType(),
                event.resourceStatusAsString(),
                requireNonNullElse(event.resourceStatusReason(), ""),
                event.timestamp());
    }

    /** Whether it is the stack itself that changed, and not one of its resources (or a stack nested in it). */
    public boolean isOfStack() {
        return type.equals(STACK_TYPE) && logicalId.equals(stack);
    }

    /** Whether a resource failed by itself, and not because another one had failed before. */
    boolean isCauseOfFailure() {
        return status.endsWith("_FAILED") && !isOfStack() && !reason.endsWith("cancelled");
    }
}
