package dev.greenroom.localcloud.cloudformation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Shows stacks and their events. */
final class StackDescriptions {
    private final StackStore store;

    StackDescriptions(StackStore store) {
        this.store = store;
    }

    DescribeStacksResponse describe(@Nullable String nameOrId, @Nullable String token) {
        if (nameOrId != null && !nameOrId.isEmpty()) {
            return DescribeStacksResponse.builder()
                    .stacks(describe(require(nameOrId)))
                    .build();
        }
        List<Stack> live =
                newestFirst().stream().filter(stack -> !stack.isDeleted()).toList();
        Page<Stack> page = Page.of(live, Stack::id, token);
        return DescribeStacksResponse.builder()
                .stacks(page.items().stream().map(this::describe).toList())
                .nextToken(page.nextToken())
                .build();
    }

    ListStacksResponse list(ListStacksRequest request) {
        Set<StackStatus> wanted = Set.copyOf(request.stackStatusFilters());
        List<Stack> found = newestFirst().stream()
                .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status()))
                .toList();
        Page<Stack> page = Page.of(found, Stack::id, request.nextToken());
        return ListStacksResponse.builder()
                .stackSummaries(page.items().stream().map(this::summarize).toList())
                .nextToken(page.nextToken())
                .build();
    }

    DescribeStackEventsResponse events(@Nullable String nameOrId, @Nullable String token) {
        String reference = StackNames.requireReference(nameOrId);
        Stack stack = store.find(reference).orElseThrow(() -> CloudFormationErrors.noStack(reference));
        Page<StackEvent> page = Page.of(store.events(stack.id()), StackEvent::eventId, token);
        return DescribeStackEventsResponse.builder()
                .stackEvents(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<Stack> newestFirst() {
        var stacks = new ArrayList<>(store.all());
        Collections.reverse(stacks);
        return stacks;
    }

    private Stack require(String nameOrId) {
        String reference = StackNames.requireReference(nameOrId);
        return store.find(reference).orElseThrow(() -> CloudFormationErrors.noStackWithId(reference));
    }

    private software.amazon.awssdk.services.cloudformation.model.Stack describe(Stack stack) {
        StackDefinition definition = stack.definition();
        boolean review = stack.status() == StackStatus.REVIEW_IN_PROGRESS;
        return software.amazon.awssdk.services.cloudformation.model.Stack.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .changeSetId(stack.changeSetId().orElse(null))
                .description(review ? null : definition.template().description().orElse(null))
                .parameters(review ? null : nullIfEmpty(parameters(definition)))
                .creationTime(stack.lifecycle().created())
                .lastUpdatedTime(stack.lifecycle().updated().orElse(null))
                .deletionTime(stack.lifecycle().deleted().orElse(null))
                .rollbackConfiguration(RollbackConfiguration.builder().build())
                .stackStatus(stack.status())
                .stackStatusReason(stack.lifecycle().reason().orElse(null))
                .disableRollback(stack.settings().disableRollback())
                .notificationARNs(List.of())
                .timeoutInMinutes(stack.settings().timeoutInMinutes().orElse(null))
                .capabilities(review ? null : nullIfEmpty(definition.capabilities()))
                .outputs(nullIfEmpty(outputs(stack)))
                .roleARN(definition.roleArn().orElse(null))
                .tags(review ? List.of() : tags(definition.tags()))
                .enableTerminationProtection(
                        stack.isDeleted() ? null : stack.settings().terminationProtection())
                .parentId(stack.settings().parentId().orElse(null))
                .rootId(rootId(stack))
                .driftInformation(drift -> drift.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
                .build();
    }

    private StackSummary summarize(Stack stack) {
        return StackSummary.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .templateDescription(stack.definition().template().description().orElse(null))
                .creationTime(stack.lifecycle().created())
                .lastUpdatedTime(stack.lifecycle().updated().orElse(null))
                .deletionTime(stack.lifecycle().deleted().orElse(null))
                .stackStatus(stack.status())
                .stackStatusReason(stack.lifecycle().reason().orElse(null))
                .parentId(stack.settings().parentId().orElse(null))
                .rootId(rootId(stack))
                .driftInformation(drift -> drift.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
                .build();
    }

    /** The uppermost of the stacks that a nested stack is in; null for one that is in none. */
    private @Nullable String rootId(Stack stack) {
        return stack.settings()
                .parentId()
                .map(parentId ->
                        Optional.ofNullable(rootId(store.get(parentId))).orElse(parentId))
                .orElse(null);
    }

    static List<Parameter> parameters(StackDefinition definition) {
        return definition.parameters().all().stream()
                .map(parameter -> Parameter.builder()
                        .parameterKey(parameter.name())
                        .parameterValue(parameter.shownValue())
                        .resolvedValue(resolved(
                                parameter.resolvedValue(),
                                parameter.declaration().noEcho()))
                        .build())
                .toList();
    }

    private static @Nullable String resolved(Optional<String> value, boolean noEcho) {
        return value.map(text -> noEcho ? "****" : text).orElse(null);
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static List<Output> outputs(Stack stack) {
        return stack.contents().outputs().stream()
                .map(output -> Output.builder()
                        .outputKey(output.name())
                        .outputValue(output.value())
                        .description(output.description().orElse(null))
                        .exportName(output.exportName().orElse(null))
                        .build())
                .toList();
    }

    private static <T> @Nullable List<T> nullIfEmpty(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
