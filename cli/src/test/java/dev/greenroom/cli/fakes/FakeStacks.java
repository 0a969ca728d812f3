package dev.greenroom.cli.fakes;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Stacks with outputs. May be changed while another thread looks. */
public final class FakeStacks implements CloudFormationClient {
    private final Map<String, Map<String, String>> outputs = new ConcurrentHashMap<>();

    public void has(String stack, Map<String, String> itsOutputs) {
        outputs.put(stack, Map.copyOf(itsOutputs));
    }

    /** The environment test, whose slots log to {@code log-a} and {@code log-b}. */
    public void hasLive(String slot) {
        has("greenroom-test-cluster", Map.of("LogGroupA", "log-a", "LogGroupB", "log-b"));
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
                        .stackId("arn:" + request.stackName())
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
}
