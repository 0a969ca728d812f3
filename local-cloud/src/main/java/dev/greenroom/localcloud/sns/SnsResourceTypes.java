package dev.greenroom.localcloud.sns;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;

/** The types of AWS::SNS that are emulated. */
public final class SnsResourceTypes {
    private SnsResourceTypes() {}

    public static List<ResourceType> of(SnsClient sns) {
        return List.of(new SubscriptionType(sns), new TopicPolicyType(sns), new TopicType(sns));
    }
}
