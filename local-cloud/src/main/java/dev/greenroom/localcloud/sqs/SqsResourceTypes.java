package dev.greenroom.localcloud.sqs;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The types of AWS::SQS that are emulated. */
public final class SqsResourceTypes {
    private SqsResourceTypes() {}

    public static List<ResourceType> of(SqsClient sqs) {
        return List.of(new QueuePolicyType(sqs), new QueueType(sqs));
    }
}
