package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;

/** Shows change sets. */
final class ChangeSetDescriptions {
    private final StackStore store;
    private final ChangeSets changeSets;

    ChangeSetDescriptions(StackStore store, ChangeSets changeSets) {
        this.store = store;
        this.changeSets = changeSets;
    }

    DescribeChangeSetResponse describe(DescribeChangeSetRequest request) {
        ChangeSet changeSet = changeSets.require(request.changeSetName(), request.stackName());
        boolean withValues = Boolean.TRUE.equals(request.includePropertyValues());
        Page<Change> page = Page.of(
                changeSet.changes(), change -> change.resourceChange().logicalResourceId(), request.nextToken());
        StackDefinition definition = changeSet.definition();
        return DescribeChangeSetResponse.builder()
                .changeSetName(changeSet.name())
                .changeSetId(changeSet.id())
                .stackId(changeSet.stackId())
                .stackName(store.get(changeSet.stackId()).name())
                .description(changeSet.description().orElse(null))
                .parameters(StackDescriptions.parameters(definition))
                .creationTime(changeSet.created())
                .executionStatus(changeSet.executionStatus())
                .status(changeSet.status())
                .statusReason(changeSet.statusReason().orElse(null))
                .notificationARNs(List.of())
                .rollbackConfiguration(RollbackConfiguration.builder().build())
                .capabilities(definition.capabilities())
                .tags(StackDescriptions.tags(definition.tags()))
                .changes(page.items().stream()
                        .map(change -> withValues ? change : withoutValues(change))
                        .toList())
                .nextToken(page.nextToken())
                .includeNestedStacks(false)
                .onStackFailure(changeSet.onStackFailure().orElse(null))
                .build();
    }

    private static Change withoutValues(Change change) {
        ResourceChange resource = change.resourceChange();
        return change.toBuilder()
                .resourceChange(resource.toBuilder()
                        .beforeContext(null)
                        .afterContext(null)
                        .details(resource.details().stream()
                                .map(ChangeSetDescriptions::withoutValues)
                                .toList())
                        .build())
                .build();
    }

    private static ResourceChangeDetail withoutValues(ResourceChangeDetail detail) {
        return detail.toBuilder()
                .target(detail.target().toBuilder()
                        .path(null)
                        .beforeValue(null)
                        .afterValue(null)
                        .build())
                .build();
    }

    ListChangeSetsResponse list(ListChangeSetsRequest request) {
        Page<ChangeSet> page = Page.of(changeSets.of(request.stackName()), ChangeSet::id, request.nextToken());
        return ListChangeSetsResponse.builder()
                .summaries(page.items().stream().map(this::summarize).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private ChangeSetSummary summarize(ChangeSet changeSet) {
        return ChangeSetSummary.builder()
                .stackId(changeSet.stackId())
                .stackName(store.get(changeSet.stackId()).name())
                .changeSetId(changeSet.id())
                .changeSetName(changeSet.name())
                .executionStatus(changeSet.executionStatus())
                .status(changeSet.status())
                .statusReason(changeSet.statusReason().orElse(null))
                .creationTime(changeSet.created())
                .description(changeSet.description().orElse(null))
                .includeNestedStacks(false)
                .build();
    }
}
