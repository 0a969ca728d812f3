package dev.greenroom.infra.fakes;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * CloudFormation without templates: what is executed ends as a test said, well unless it said otherwise. Keeps what it
 * was asked for.
 */
public final class FakeCloudFormation implements CloudFormationClient {
    private final Map<String, FakeStack> stacks = new LinkedHashMap<>();
    private final Map<String, CreateChangeSetRequest> changeSets = new LinkedHashMap<>();
    private final Map<String, Deque<List<FakeEvent>>> scripts = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, List<StackResourceSummary>> resources = new HashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<CreateChangeSetRequest> proposals = Collections.synchronizedList(new ArrayList<>());
    private Runnable beforeExecution = () -> {};

    /** A stack is there already. */
    public synchronized void hasStack(
            String name, String status, Map<String, String> parameters, Map<String, String> outputs) {
        var stack = new FakeStack(name, status, stacks.size());
        stack.become(status);
        stack.parameters.putAll(parameters);
        stack.outputs.putAll(outputs);
        stacks.put(name, stack);
    }

    public synchronized void hasResource(String stack, String type, String physicalId) {
        resources
                .computeIfAbsent(stack, ignored -> new ArrayList<>())
                .add(StackResourceSummary.builder()
                        .resourceType(type)
                        .physicalResourceId(physicalId)
                        .build());
    }

    /** What the next operation on a stack makes happen. */
    public synchronized void script(String stack, FakeEvent... events) {
        scripts.computeIfAbsent(stack, ignored -> new ArrayDeque<>()).add(Arrays.asList(events));
    }

    /** What goes on happening to a stack that is being changed. */
    public synchronized void goesOn(String stack, FakeEvent... events) {
        Arrays.stream(events).forEach(stacks.get(stack)::script);
    }

    /** The change sets of a stack end as failed, with this reason. */
    public synchronized void proposalFails(String stack, String reason) {
        refusals.put(stack, reason);
    }

    /** Somebody else does something between proposal and execution. */
    public synchronized void meanwhile(Runnable action) {
        beforeExecution = action;
    }

    public synchronized void output(String stack, String name, String value) {
        stacks.get(stack).outputs.put(name, value);
    }

    /** Which project a stack says that it belongs to; the one it is called by unless a test says so. */
    public synchronized void belongsTo(String stack, String project) {
        stacks.get(stack).belongsTo(project);
    }

    /** When a stack was changed last; long ago unless a test says so. */
    public synchronized void changedAt(String stack, Instant when) {
        stacks.get(stack).changedAt(when);
    }

    /** {@code create NAME}, {@code update NAME}, {@code discard NAME}, {@code delete NAME}, {@code continue NAME}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public CreateChangeSetRequest lastProposal() {
        return proposals.get(proposals.size() - 1);
    }

    public CreateChangeSetRequest lastProposal(String stack) {
        return proposals.stream()
                .filter(request -> request.stackName().equals(stack))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    public synchronized Optional<String> status(String stack) {
        return find(stack).map(FakeStack::status);
    }

    @Override
    public synchronized CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        if (request.changeSetType() == ChangeSetType.CREATE
                && find(request.stackName()).isEmpty()) {
            stacks.put(request.stackName(), new FakeStack(request.stackName(), "REVIEW_IN_PROGRESS", stacks.size()));
        }
        var stack = find(request.stackName()).orElseThrow(() -> missing(request.stackName()));
        if (request.templateBody() != null && request.templateBody().contains("refuse-me")) {
            throw error("Template format error: refused");
        }
        var id = "arn:changeSet/" + request.changeSetName();
        changeSets.put(id, request);
        proposals.add(request);
        return CreateChangeSetResponse.builder().id(id).stackId(stack.id).build();
    }

    @Override
    public synchronized DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        var reason = refusals.get(changeSets.get(request.changeSetName()).stackName());
        if (reason == null) {
            beforeExecution.run();
        }
        return DescribeChangeSetResponse.builder()
                .status(reason == null ? ChangeSetStatus.CREATE_COMPLETE : ChangeSetStatus.FAILED)
                .statusReason(reason)
                .build();
    }

    @Override
    public synchronized ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        var changeSet = changeSets.get(request.changeSetName());
        var stack = find(request.stackName()).orElseThrow();
        var creates = changeSet.changeSetType() == ChangeSetType.CREATE;
        calls.add((creates ? "create " : "update ") + stack.name);
        changeSet.parameters().stream()
                .filter(parameter -> parameter.parameterValue() != null)
                .forEach(parameter -> stack.parameters.put(parameter.parameterKey(), parameter.parameterValue()));
        var verb = creates ? "CREATE" : "UPDATE";
        run(stack, FakeEvent.stack(verb + "_IN_PROGRESS", "User Initiated"), FakeEvent.stack(verb + "_COMPLETE"));
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public synchronized DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        calls.add("discard " + find(request.stackName()).orElseThrow().name);
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public synchronized DeleteStackResponse deleteStack(DeleteStackRequest request) {
        var stack = find(request.stackName()).orElseThrow();
        calls.add("delete " + stack.name);
        run(stack, FakeEvent.stack("DELETE_IN_PROGRESS", "User Initiated"), FakeEvent.stack("DELETE_COMPLETE"));
        return DeleteStackResponse.builder().build();
    }

    @Override
    public synchronized ContinueUpdateRollbackResponse continueUpdateRollback(ContinueUpdateRollbackRequest request) {
        var stack = find(request.stackName()).orElseThrow();
        calls.add("continue " + stack.name);
        run(stack, FakeEvent.stack("UPDATE_ROLLBACK_COMPLETE"));
        return ContinueUpdateRollbackResponse.builder().build();
    }

    @Override
    public synchronized DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        if (request.stackName() == null) {
            return DescribeStacksResponse.builder()
                    .stacks(stacks.values().stream()
                            .filter(stack -> !stack.status().equals("DELETE_COMPLETE"))
                            .map(FakeStack::description)
                            .toList())
                    .build();
        }
        var stack = find(request.stackName()).orElseThrow(() -> missing(request.stackName()));
        stack.proceed();
        return DescribeStacksResponse.builder().stacks(stack.description()).build();
    }

    @Override
    public synchronized DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        var stack = find(request.stackName()).orElseThrow(() -> missing(request.stackName()));
        stack.proceed();
        return DescribeStackEventsResponse.builder()
                .stackEvents(stack.newestFirst())
                .build();
    }

    @Override
    public synchronized ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        var stack = find(request.stackName()).orElseThrow();
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(resources.getOrDefault(stack.name, List.of()))
                .build();
    }

    /** The parameters of a proposal by name; null where the previous value is kept. */
    public static Map<String, String> values(CreateChangeSetRequest request) {
        return request.parameters().stream()
                .collect(toMap(
                        Parameter::parameterKey,
                        parameter -> Boolean.TRUE.equals(parameter.usePreviousValue())
                                ? "(previous)"
                                : parameter.parameterValue()));
    }

    @Override
    public String serviceName() {
        return "cloudformation";
    }

    @Override
    public void close() {}

    private void run(FakeStack stack, FakeEvent... usual) {
        var scripted = scripts.getOrDefault(stack.name, new ArrayDeque<>()).poll();
        (scripted == null ? Arrays.asList(usual) : scripted).forEach(stack::script);
    }

    private Optional<FakeStack> find(String nameOrId) {
        return stacks.values().stream()
                .filter(stack -> stack.id.equals(nameOrId)
                        || stack.name.equals(nameOrId) && !stack.status().equals("DELETE_COMPLETE"))
                .findFirst();
    }

    private static CloudFormationException missing(String stack) {
        return error("Stack with id %s does not exist".formatted(stack));
    }

    private static CloudFormationException error(String message) {
        var details = AwsErrorDetails.builder()
                .errorCode("ValidationError")
                .errorMessage(message)
                .build();
        return (CloudFormationException) CloudFormationException.builder()
                .awsErrorDetails(details)
                .message(message)
                .build();
    }
}
