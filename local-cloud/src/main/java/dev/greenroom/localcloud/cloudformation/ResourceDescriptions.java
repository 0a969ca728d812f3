package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Shows the resources of stacks. */
final class ResourceDescriptions {
    private final StackStore store;

    ResourceDescriptions(StackStore store) {
        this.store = store;
    }

    DescribeStackResourceResponse describe(DescribeStackResourceRequest request) {
        Stack stack = require(request.stackName());
        StackResource resource = require(stack, request.stackName(), request.logicalResourceId());
        return DescribeStackResourceResponse.builder()
                .stackResourceDetail(detail(stack, resource))
                .build();
    }

    DescribeStackResourcesResponse describeAll(DescribeStackResourcesRequest request) {
        Stack stack = request.stackName() == null ? owner(request.physicalResourceId()) : require(request.stackName());
        List<StackResource> resources = request.logicalResourceId() == null
                ? List.copyOf(stack.contents().resources().values())
                : List.of(require(stack, stack.name(), request.logicalResourceId()));
        return DescribeStackResourcesResponse.builder()
                .stackResources(resources.stream()
                        .map(resource -> describe(stack, resource))
                        .toList())
                .build();
    }

    ListStackResourcesResponse list(ListStackResourcesRequest request) {
        Stack stack = require(request.stackName());
        Page<StackResource> page = Page.of(
                List.copyOf(stack.contents().resources().values()), StackResource::logicalId, request.nextToken());
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(page.items().stream()
                        .map(ResourceDescriptions::summarize)
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Stack require(@Nullable String nameOrId) {
        String reference = StackNames.requireReference(nameOrId);
        return store.find(reference).orElseThrow(() -> CloudFormationErrors.noStackWithId(reference));
    }

    private static StackResource require(Stack stack, String asked, String logicalId) {
        return stack.contents()
                .resource(logicalId)
                .orElseThrow(() -> CloudFormationErrors.validation(
                        "Resource %s does not exist for stack %s".formatted(logicalId, asked)));
    }

    private Stack owner(@Nullable String physicalId) {
        if (physicalId == null) {
            throw CloudFormationErrors.validation("Either StackName or PhysicalResourceId must be specified.");
        }
        return store.all().stream()
                .filter(stack -> !stack.isDeleted())
                .filter(stack -> stack.contents().resources().values().stream()
                        .anyMatch(resource -> resource.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(
                        () -> CloudFormationErrors.validation("Stack for %s does not exist".formatted(physicalId)));
    }

    private static software.amazon.awssdk.services.cloudformation.model.StackResource describe(
            Stack stack, StackResource resource) {
        return software.amazon.awssdk.services.cloudformation.model.StackResource.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .timestamp(resource.change().time())
                .resourceStatus(resource.status())
                .resourceStatusReason(resource.change().reason().orElse(null))
                .driftInformation(drift -> drift.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
                .build();
    }

    private static StackResourceDetail detail(Stack stack, StackResource resource) {
        return StackResourceDetail.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .lastUpdatedTimestamp(resource.change().time())
                .resourceStatus(resource.status())
                .resourceStatusReason(resource.change().reason().orElse(null))
                .metadata(Json.text(resource.source().metadata()))
                .driftInformation(drift -> drift.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
                .build();
    }

    private static StackResourceSummary summarize(StackResource resource) {
        return StackResourceSummary.builder()
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .lastUpdatedTimestamp(resource.change().time())
                .resourceStatus(resource.status())
                .resourceStatusReason(resource.change().reason().orElse(null))
                .driftInformation(drift -> drift.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
                .build();
    }
}
