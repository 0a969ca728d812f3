package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.fakes.AwsFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
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
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;

/** Stacks that change at once. Each has its parameters as outputs, too. */
final class FakeCloudFormation implements CloudFormationClient {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<CreateStackRequest> created = new CopyOnWriteArrayList<>();
    private final Map<String, Stack> stacks = new ConcurrentHashMap<>();
    private final Map<String, String> templates = new ConcurrentHashMap<>();
    private final Map<String, CreateChangeSetRequest> changeSets = new ConcurrentHashMap<>();
    private final List<StackEvent> newestFirst = new CopyOnWriteArrayList<>();
    private volatile Optional<String> failure = Optional.empty();

    /** Every change fails from now on. */
    void fail(String reason) {
        failure = Optional.of(reason);
    }

    void succeed() {
        failure = Optional.empty();
    }

    Optional<String> parameter(String stack, String key) {
        return Optional.ofNullable(stacks.get(stack)).stream()
                .flatMap(each -> each.parameters().stream())
                .filter(parameter -> parameter.parameterKey().equals(key))
                .map(Parameter::parameterValue)
                .findFirst();
    }

    Stack stack(String name) {
        return stacks.get(name);
    }

    void put(String name, StackStatus status) {
        stacks.put(
                name,
                Stack.builder()
                        .stackName(name)
                        .stackId("id-" + name)
                        .stackStatus(status)
                        .build());
    }

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) {
        calls.add("create " + request.stackName() + " as " + request.roleARN());
        created.add(request);
        change(
                request.stackName(),
                request.templateBody() == null ? request.templateURL() : request.templateBody(),
                request.parameters(),
                StackStatus.CREATE_COMPLETE,
                StackStatus.ROLLBACK_COMPLETE,
                request.clientRequestToken());
        return CreateStackResponse.builder()
                .stackId("id-" + request.stackName())
                .build();
    }

    @Override
    public UpdateStackResponse updateStack(UpdateStackRequest request) {
        Stack before = stacks.get(request.stackName());
        if (before.stackStatus() == StackStatus.ROLLBACK_COMPLETE) {
            throw validation(
                    "Stack:%s is in ROLLBACK_COMPLETE state and can not be updated.".formatted(before.stackId()));
        }
        if (asMap(before.parameters()).equals(asMap(request.parameters()))
                && templates.get(request.stackName()).equals(request.templateBody())) {
            throw validation("No updates are to be performed.");
        }
        calls.add("update " + request.stackName() + " as " + request.roleARN());
        change(
                request.stackName(),
                request.templateBody(),
                request.parameters(),
                StackStatus.UPDATE_COMPLETE,
                StackStatus.UPDATE_ROLLBACK_COMPLETE,
                request.clientRequestToken());
        return UpdateStackResponse.builder().stackId(before.stackId()).build();
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        calls.add("delete " + request.stackName());
        stacks.remove(request.stackName());
        return DeleteStackResponse.builder().build();
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        return DescribeStacksResponse.builder()
                .stacks(stacks.values().stream()
                        .filter(stack -> stack.stackName().equals(request.stackName())
                                || stack.stackId().equals(request.stackName()))
                        .findFirst()
                        .orElseThrow(
                                () -> validation("Stack with id %s does not exist".formatted(request.stackName()))))
                .build();
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return DescribeStackEventsResponse.builder().stackEvents(newestFirst).build();
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        calls.add("change set %s of %s as %s"
                .formatted(request.changeSetName(), request.stackName(), request.changeSetTypeAsString()));
        changeSets.put(request.stackName() + "/" + request.changeSetName(), request);
        if (!stacks.containsKey(request.stackName())) {
            put(request.stackName(), StackStatus.REVIEW_IN_PROGRESS);
        }
        return CreateChangeSetResponse.builder().id("change-set").build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        CreateChangeSetRequest made = changeSets.get(request.stackName() + "/" + request.changeSetName());
        if (made == null) {
            throw (RuntimeException) ChangeSetNotFoundException.builder()
                    .message("ChangeSet [%s] does not exist".formatted(request.changeSetName()))
                    .build();
        }
        Stack stack = stacks.get(request.stackName());
        boolean isEmpty = asMap(stack.parameters()).equals(asMap(made.parameters()))
                && made.templateBody().equals(templates.get(request.stackName()));
        return DescribeChangeSetResponse.builder()
                .changeSetId("change-set")
                .stackId(stack.stackId())
                .status(isEmpty ? ChangeSetStatus.FAILED : ChangeSetStatus.CREATE_COMPLETE)
                .statusReason(isEmpty ? "The submitted information didn't contain changes." : null)
                .build();
    }

    @Override
    public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        CreateChangeSetRequest made = changeSets.remove(request.stackName() + "/" + request.changeSetName());
        boolean isNew = stacks.get(request.stackName()).stackStatus() == StackStatus.REVIEW_IN_PROGRESS;
        calls.add("execute " + request.changeSetName());
        change(
                request.stackName(),
                made.templateBody(),
                made.parameters(),
                isNew ? StackStatus.CREATE_COMPLETE : StackStatus.UPDATE_COMPLETE,
                StackStatus.ROLLBACK_COMPLETE,
                request.clientRequestToken());
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        calls.add("delete change set " + request.changeSetName());
        changeSets.remove(request.stackName() + "/" + request.changeSetName());
        return DeleteChangeSetResponse.builder().build();
    }

    private void change(
            String name,
            String template,
            List<Parameter> parameters,
            StackStatus success,
            StackStatus rolledBack,
            String token) {
        String id = "id-" + name;
        if (failure.isPresent()) {
            var events = new ArrayList<StackEvent>();
            events.add(event(id, "Service", "Resource creation cancelled", "another operation"));
            events.add(event(id, "Later", "Resource creation cancelled", token));
            events.add(event(id, "Service", failure.get(), token));
            newestFirst.addAll(0, events);
            put(name, rolledBack);
            return;
        }
        templates.put(name, template);
        stacks.put(
                name,
                Stack.builder()
                        .stackName(name)
                        .stackId(id)
                        .stackStatus(success)
                        .parameters(parameters)
                        .outputs(parameters.stream()
                                .map(each -> Output.builder()
                                        .outputKey(each.parameterKey())
                                        .outputValue(each.parameterValue())
                                        .build())
                                .toList())
                        .build());
    }

    private static StackEvent event(String stackId, String resource, String reason, String token) {
        return StackEvent.builder()
                .stackId(stackId)
                .logicalResourceId(resource)
                .resourceType("AWS::ECS::Service")
                .resourceStatus(ResourceStatus.CREATE_FAILED)
                .resourceStatusReason(reason)
                .clientRequestToken(token)
                .build();
    }

    private static Map<String, String> asMap(List<Parameter> parameters) {
        return parameters.stream().collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
    }

    private static CloudFormationException validation(String message) {
        return (CloudFormationException)
                AwsFailures.failure(CloudFormationException.builder(), "ValidationError", message);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
