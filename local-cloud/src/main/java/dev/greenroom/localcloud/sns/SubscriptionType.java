package dev.greenroom.localcloud.sns;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** AWS::SNS::Subscription. */
final class SubscriptionType implements ResourceType {
    /** The attributes that can change, and what they are when a template says nothing. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "DeliveryPolicy", "",
            "FilterPolicy", "",
            "FilterPolicyScope", "MessageAttributes",
            "RawMessageDelivery", "false",
            "RedrivePolicy", "");

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
        String arn = current.physicalId();
        Map<String, String> attributes = attributes(request.properties());
        attributes.forEach((key, value) -> set(arn, key, value));
        Tags.removed(attributes(request.previousProperties()), attributes)
                .forEach(key -> set(arn, key, DEFAULTS.get(key)));
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

    private void set(String subscription, String attribute, String value) {
        sns.setSubscriptionAttributes(set ->
                set.subscriptionArn(subscription).attributeName(attribute).attributeValue(value));
    }

    private static Map<String, String> attributes(Properties properties) {
        var attributes = new HashMap<String, String>();
        for (String name : List.of("FilterPolicyScope", "RawMessageDelivery")) {
            properties.text(name).ifPresent(value -> attributes.put(name, value));
        }
        for (String name : List.of("DeliveryPolicy", "FilterPolicy", "RedrivePolicy")) {
            if (properties.has(name)) {
                attributes.put(name, properties.object(name).json());
            }
        }
        return attributes;
    }
}
