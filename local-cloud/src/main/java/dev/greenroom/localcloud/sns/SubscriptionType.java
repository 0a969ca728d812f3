package dev.greenroom.localcloud.sns;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** AWS::SNS::Subscription. */
final class SubscriptionType implements ResourceType {
    private final SnsClient sns;

    SubscriptionType(SnsClient sns) {
        this.sns = requireNonNull(sns, "sns is null");
    }

    @Override
    public String name() {
        return "AWS::SNS::Subscription";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String arn = sns.subscribe(subscribe -> subscribe
                        .topicArn(properties.requiredText("TopicArn"))
                        .protocol(properties.requiredText("Protocol"))
                        .endpoint(properties.requiredText("Endpoint"))
                        .attributes(attributes(properties))
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        request.initiated(arn);
        return new ResourceState(arn, Map.of("Arn", arn));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        attributes(request.properties())
                .forEach((key, value) -> sns.setSubscriptionAttributes(set -> set.subscriptionArn(current.physicalId())
                        .attributeName(key)
                        .attributeValue(value)));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            sns.unsubscribe(unsubscribe -> unsubscribe.subscriptionArn(current.physicalId()));
        } catch (NotFoundException e) {
            return; // gone already
        }
    }

    private static Map<String, String> attributes(Properties properties) {
        var attributes = new HashMap<String, String>();
        properties.text("RawMessageDelivery").ifPresent(raw -> attributes.put("RawMessageDelivery", raw));
        if (properties.has("FilterPolicy")) {
            attributes.put("FilterPolicy", properties.object("FilterPolicy").json());
        }
        return attributes;
    }
}
