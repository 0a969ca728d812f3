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
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/** AWS::SNS::Topic, with the subscriptions written into it. */
final class TopicType implements ResourceType {
    private final SnsClient sns;

    TopicType(SnsClient sns) {
        this.sns = requireNonNull(sns, "sns is null");
    }

    @Override
    public String name() {
        return "AWS::SNS::Topic";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        boolean fifo = properties.bool("FifoTopic").orElse(false);
        String name = properties
                .text("TopicName")
                .orElseGet(() -> fifo ? request.generatedName(251) + ".fifo" : request.generatedName(256));
        var attributes = new HashMap<>(attributes(properties));
        if (fifo) {
            attributes.put("FifoTopic", "true");
        }
        String arn = sns.createTopic(create ->
                        create.name(name).attributes(attributes).tags(tags(Tags.withoutReserved(request.tags()))))
                .topicArn();
        request.initiated(arn);
        subscribe(arn, properties.objects("Subscription"));
        return new ResourceState(arn, Map.of("TopicArn", arn, "TopicName", name));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        Map<String, String> attributes = attributes(request.properties());
        attributes.forEach((key, value) -> set(arn, key, value));
        Tags.removed(attributes(request.previousProperties()), attributes).forEach(key -> set(arn, key, ""));
        List<Properties> before = request.previousProperties().objects("Subscription");
        List<Properties> now = request.properties().objects("Subscription");
        subscribe(arn, now.stream().filter(each -> !before.contains(each)).toList());
        unsubscribe(arn, before.stream().filter(each -> !now.contains(each)).toList());
        updateTags(arn, request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        unsubscribe(arn, request.properties().objects("Subscription"));
        sns.deleteTopic(delete -> delete.topicArn(arn));
    }

    private static Map<String, String> attributes(Properties properties) {
        var attributes = new HashMap<String, String>();
        properties.text("DisplayName").ifPresent(name -> attributes.put("DisplayName", name));
        properties.text("KmsMasterKeyId").ifPresent(key -> attributes.put("KmsMasterKeyId", key));
        return attributes;
    }

    private void set(String topic, String attribute, String value) {
        sns.setTopicAttributes(
                set -> set.topicArn(topic).attributeName(attribute).attributeValue(value));
    }

    private void updateTags(String arn, ResourceRequest request) {
        Map<String, String> before = sns.listTagsForResource(list -> list.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                gone -> sns.untagResource(untag -> untag.resourceArn(arn).tagKeys(gone)),
                changed -> sns.tagResource(tag -> tag.resourceArn(arn).tags(tags(changed))));
    }

    private void subscribe(String topic, List<Properties> subscriptions) {
        subscriptions.forEach(each -> sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol(each.requiredText("Protocol"))
                .endpoint(each.requiredText("Endpoint"))));
    }

    private void unsubscribe(String topic, List<Properties> subscriptions) {
        var all = sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions();
        subscriptions.forEach(gone -> all.stream()
                .filter(each -> each.protocol().equals(gone.requiredText("Protocol"))
                        && each.endpoint().equals(gone.requiredText("Endpoint")))
                .forEach(each -> sns.unsubscribe(unsubscribe -> unsubscribe.subscriptionArn(each.subscriptionArn()))));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
