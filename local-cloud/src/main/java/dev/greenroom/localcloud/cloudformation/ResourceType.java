package dev.greenroom.localcloud.cloudformation;

import java.util.Set;

/**
 * Makes, changes and removes the resources of one type, with the SDK clients it was built with. One class a type,
 * kept beside its service. The engine has validated the properties against AWS's resource schema, has resolved every
 * intrinsic, and decides from the schema whether a change is an update or a replacement (create, later delete).
 *
 * <p>Each method blocks until the resource really is in the state asked for, as CloudFormation does: a service is
 * stable, a database answers. An interrupt means that the operation was cancelled. A service's own exception
 * ({@code AwsServiceException}) or a {@link ResourceFailedException} fails the resource with its message.
 */
public interface ResourceType {
    /** For example {@code AWS::ECS::Cluster}. */
    String name();

    /** Calls {@link ResourceRequest#initiated} as soon as the physical ID is known, so that a rollback can delete it. */
    ResourceState create(ResourceRequest request) throws InterruptedException;

    /** Changes {@code current} in place; {@link ResourceRequest#previousProperties} tells what it was made from. */
    ResourceState update(ResourceRequest request, ResourceState current) throws InterruptedException;

    /**
     * Those of the properties given that AWS has and this type has not. A template that uses one is refused by its name
     * before anything is made.
     */
    default Set<String> notEmulated(Properties properties) {
        return Set.of();
    }

    /**
     * Whether a change needs a new resource, for properties of which AWS's schema says "conditionally"; it is asked
     * only when one of those has changed.
     */
    default boolean replaces(Properties before, Properties after) {
        return false;
    }

    /** Deletes it; succeeds when it is gone already. */
    void delete(ResourceRequest request, ResourceState current) throws InterruptedException;
}
