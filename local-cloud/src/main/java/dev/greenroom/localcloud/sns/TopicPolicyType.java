package dev.greenroom.localcloud.sns;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

/** AWS::SNS::TopicPolicy. As on AWS, deleting it leaves the topics' last policy in place. */
final class TopicPolicyType implements ResourceType {
    private final SnsClient sns;

    TopicPolicyType(SnsClient sns) {
        this.sns = requireNonNull(sns, "sns is null");
    }

    @Override
    public String name() {
        return "AWS::SNS::TopicPolicy";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String id = request.generatedName(256);
        request.initiated(id);
        put(request);
        return new ResourceState(id, Map.of("Id", id));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        // The policy goes with its topics.
    }

    private void put(ResourceRequest request) {
        String document = request.properties().object("PolicyDocument").json();
        request.properties()
                .texts("Topics")
                .forEach(topic -> sns.setTopicAttributes(
                        set -> set.topicArn(topic).attributeName("Policy").attributeValue(document)));
    }
}
