package dev.greenroom.cli.fakes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Stacks with outputs, and some that can not be made. May be changed while another thread looks. */
public final class FakeStacks implements CloudFormationClient {
    private static final String ARN = "arn:";

    private final Map<String, Map<String, String>> outputs = new ConcurrentHashMap<>();
    private final Map<String, List<StackEvent>> toHappen = new ConcurrentHashMap<>();
    private final Map<String, List<StackEvent>> happened = new ConcurrentHashMap<>();

    public void has(String stack, Map<String, String> itsOutputs) {
        outputs.put(stack, Map.copyOf(itsOutputs));
    }

    /** The environment test, whose slots log to {@code log-a} and {@code log-b}. */
    public void hasLive(String slot) {
        has("greenroom-test-cluster", Map.of("Cluster", "cluster", "LogGroupA", "log-a", "LogGroupB", "log-b"));
        has(
                "greenroom-test-load-balancer",
                Map.of(
                        "LiveSlot",
                        slot,
                        "RollbackImage",
                        "none",
                        "BlueUrl",
                        "http://blue",
                        "GreenUrl",
                        "http://green"));
    }

    /** There is no such stack, and who makes it learns that its service fails. */
    public void rollsBack(String stack, String reason) {
        toHappen.put(
                stack,
                List.of(
                        event(stack, stack, "AWS::CloudFormation::Stack", "ROLLBACK_COMPLETE", ""),
                        event(stack, "Service", "AWS::ECS::Service", "CREATE_FAILED", reason),
                        event(stack, stack, "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS", "User Initiated")));
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        return CreateChangeSetResponse.builder()
                .id(request.changeSetName())
                .stackId(ARN + request.stackName())
                .build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        return DescribeChangeSetResponse.builder()
                .status(ChangeSetStatus.CREATE_COMPLETE)
                .build();
    }

    @Override
    public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        String stack = request.stackName().substring(ARN.length());
        happened.put(stack, toHappen.get(stack));
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return DescribeStackEventsResponse.builder()
                .stackEvents(happened.getOrDefault(request.stackName().substring(ARN.length()), List.of()))
                .build();
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        Map<String, String> found = outputs.get(request.stackName());
        if (found == null) {
            String message = "Stack with id %s does not exist".formatted(request.stackName());
            throw CloudFormationException.builder()
                    .message(message)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ValidationError")
                            .errorMessage(message)
                            .build())
                    .build();
        }
        return DescribeStacksResponse.builder()
                .stacks(Stack.builder()
                        .stackName(request.stackName())
                        .stackId(ARN + request.stackName())
                        .stackStatus("UPDATE_COMPLETE")
                        .creationTime(Instant.EPOCH)
                        .outputs(found.entrySet().stream()
                                .map(entry -> Output.builder()
                                        .outputKey(entry.getKey())
                                        .outputValue(entry.getValue())
                                        .build())
                                .toList())
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return "cloudformation";
    }

    @Override
    public void close() {}

    private static StackEvent event(String stack, String resource, String type, String status, String reason) {
        return StackEvent.builder()
                .eventId(resource + status)
                .stackId(ARN + stack)
                .stackName(stack)
                .logicalResourceId(resource)
                .resourceType(type)
                .resourceStatus(status)
                .resourceStatusReason(reason)
                .timestamp(Instant.EPOCH)
                .build();
    }
}
