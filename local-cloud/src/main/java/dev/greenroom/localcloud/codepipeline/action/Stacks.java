package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Looks at stacks: whether there is one, how an operation on it ends, and why it failed. */
final class Stacks {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String CANCELLED = "cancelled";
    private static final Set<ResourceStatus> FAILURES =
            Set.of(ResourceStatus.CREATE_FAILED, ResourceStatus.UPDATE_FAILED, ResourceStatus.DELETE_FAILED);

    private final AwsScope scope;
    private final AwsClients clients;

    Stacks(AwsScope scope, AwsClients clients) {
        this.scope = scope;
        this.clients = clients;
    }

    String arn(String name) {
        return scope.arn("cloudformation", "stack/%s/*".formatted(name));
    }

    Optional<Stack> find(String nameOrId) {
        try {
            return clients.cloudFormation().describeStacks(get -> get.stackName(nameOrId)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Waits until no operation runs on the stack any more. */
    Optional<Stack> awaitEnd(String stackId) throws InterruptedException {
        Optional<Stack> stack = find(stackId);
        while (stack.isPresent() && stack.get().stackStatusAsString().endsWith("_IN_PROGRESS")) {
            Thread.sleep(POLL.toMillis());
            stack = find(stackId);
        }
        return stack;
    }

    static Map<String, String> outputs(Stack stack) {
        var outputs = new LinkedHashMap<String, String>();
        stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
        return outputs;
    }

    /** The first resource that failed and why, which only a role that may read the events is told. */
    String failure(ActingRole role, Stack stack, String token) {
        if (!role.may("cloudformation:DescribeStackEvents", arn(stack.stackName()))) {
            return stack.stackStatusReason() == null ? "" : ": " + stack.stackStatusReason();
        }
        List<StackEvent> newestFirst = clients
                .cloudFormation()
                .describeStackEventsPaginator(get -> get.stackName(stack.stackId()))
                .stackEvents()
                .stream()
                .filter(event -> token.equals(event.clientRequestToken()))
                .toList();
        return newestFirst.stream()
                .filter(event -> FAILURES.contains(event.resourceStatus()) && !isConsequence(event))
                .reduce((newer, older) -> older)
                .map(event -> ": resource %s (%s) %s: %s"
                        .formatted(
                                event.logicalResourceId(),
                                event.resourceType(),
                                event.resourceStatusAsString(),
                                event.resourceStatusReason()))
                .orElseGet(() -> stack.stackStatusReason() == null ? "" : ": " + stack.stackStatusReason());
    }

    private static boolean isConsequence(StackEvent event) {
        return event.resourceStatusReason() == null
                || event.resourceStatusReason().toLowerCase(Locale.ROOT).contains(CANCELLED);
    }
}
