package dev.greenroom.localcloud.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/**
 * A resource of a stack, as it is now.
 *
 * @param change when its status last changed, and to what
 * @param state empty as long as its physical ID is not known
 * @param source what it is, or while it is being changed, becomes
 */
record StackResource(String logicalId, String type, Change change, Optional<ResourceState> state, Source source) {
    StackResource {
        requireNonNull(logicalId, "logicalId is null");
        requireNonNull(type, "type is null");
    }

    record Change(ResourceStatus status, Optional<String> reason, Instant time) {}

    /**
     * What a resource is made from.
     *
     * @param tags that it gets if its type can carry any
     * @param dependencies the resources that it is made after, and that are deleted after it
     */
    record Source(
            ResolvedProperties properties,
            Map<String, String> tags,
            Map<String, Object> metadata,
            Set<String> dependencies,
            Policy deletionPolicy,
            Policy updateReplacePolicy) {
        Source {
            tags = Map.copyOf(tags);
            dependencies = Set.copyOf(dependencies);
        }

        Source with(ResolvedProperties newProperties) {
            return new Source(newProperties, tags, metadata, dependencies, deletionPolicy, updateReplacePolicy);
        }
    }

    /** A resource of which nothing is known but that there is to be one. */
    static StackResource planned(String logicalId, String type, Instant now) {
        var source = new Source(ResolvedProperties.NONE, Map.of(), Map.of(), Set.of(), Policy.DELETE, Policy.DELETE);
        return new StackResource(
                logicalId,
                type,
                new Change(ResourceStatus.CREATE_IN_PROGRESS, Optional.empty(), now),
                Optional.empty(),
                source);
    }

    ResourceStatus status() {
        return change.status();
    }

    /** Empty as long as it is not known, as in events. */
    String physicalId() {
        return state.map(ResourceState::physicalId).orElse("");
    }

    boolean hasFailed() {
        return status().toString().endsWith("_FAILED");
    }

    boolean isSameResourceAs(StackResource other) {
        return logicalId.equals(other.logicalId)
                && type.equals(other.type)
                && physicalId().equals(other.physicalId());
    }

    StackResource with(Change newChange) {
        return new StackResource(logicalId, type, newChange, state, source);
    }

    StackResource with(ResourceState newState) {
        return new StackResource(logicalId, type, change, Optional.of(newState), source);
    }

    StackResource with(Source newSource) {
        return new StackResource(logicalId, type, change, state, newSource);
    }
}
