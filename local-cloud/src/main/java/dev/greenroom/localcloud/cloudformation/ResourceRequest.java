package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.Map;
import java.util.Optional;

/** What the engine hands to a {@link ResourceType} for one operation on one resource. */
public interface ResourceRequest {
    AwsScope scope();

    /** The role that the operation acts in; what is asked of services by clients is watched already. */
    Optional<String> actingRole();

    String stackName();

    String stackId();

    String logicalId();

    /** Resolved: no intrinsic, dynamic reference or {@code AWS::NoValue} is left. */
    Properties properties();

    /** What the resource was last made from; empty on create. */
    Properties previousProperties();

    /**
     * The tags the resource gets, if it can carry any: its own {@code Tags}, the stack's where keys differ, and
     * {@code aws:cloudformation:stack-name}, {@code -stack-id} and {@code -logical-id}.
     */
    Map<String, String> tags();

    /**
     * A name as CloudFormation makes one for a resource without: {@code <stack>-<logicalId>-<random>}, cut so that it
     * fits. The same at each call within one request.
     */
    String generatedName(int maxLength);

    /** Announces the physical ID: the event {@code Resource creation Initiated}. */
    void initiated(String physicalId);
}
