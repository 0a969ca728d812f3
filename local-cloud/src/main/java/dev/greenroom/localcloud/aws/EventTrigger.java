package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/**
 * Says beside a request that a rule of EventBridge sends it. A pipeline's trigger is then {@code CloudWatchEvent}, a
 * build's initiator {@code rule/NAME}.
 */
public record EventTrigger(String ruleArn) {
    private static final ExecutionAttribute<EventTrigger> ATTRIBUTE = new ExecutionAttribute<>("EventTrigger");

    public EventTrigger {
        requireNonNull(ruleArn, "ruleArn is null");
    }

    /** Puts it beside a request: {@code start.overrideConfiguration(trigger::attach)}. */
    public void attach(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(ATTRIBUTE, this);
    }

    /** What was put beside a request, if a rule sends it. */
    public static Optional<EventTrigger> of(AwsRequest request) {
        return request.overrideConfiguration()
                .map(configuration -> configuration.executionAttributes().getAttribute(ATTRIBUTE));
    }
}
