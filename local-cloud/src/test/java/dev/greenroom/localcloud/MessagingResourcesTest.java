package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Topics, subscriptions and queues, of a template. */
class MessagingResourcesTest {
    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final SnsClient sns = cloud.client(SnsClient.builder());
    private final SqsClient sqs = cloud.client(SqsClient.builder());

    @Test
    void are_made_changed_brought_back_and_deleted() {
        TestStack stack = TestStack.create(cloud, "messages");
        messagesAreVersionOne(stack);
        String ordered = stack.output("OrderedQueue");

        stack.updateInVain();
        messagesAreVersionOne(stack);
        assertThat(stack.output("OrderedQueue")).isEqualTo(ordered);

        stack.update("two");
        messagesAreVersionTwo(stack);
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .as("replaced")
                .isThrownBy(() -> sqs.getQueueAttributes(get -> get.queueUrl(ordered)));

        String topic = stack.output("Topic");
        String queue = stack.output("Queue");
        stack.delete();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> topicAttributes(topic));
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueAttributes(get -> get.queueUrl(queue)));
    }

    private void messagesAreVersionOne(TestStack stack) {
        assertThat(topicAttributes(stack.output("Topic")).get("DisplayName")).isEqualTo("first");
        assertThat(topicAttributes(stack.output("Topic")).get("Policy")).contains("\"Sid\":\"one\"");
        assertThat(topicTags(stack.output("Topic")))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(subscribers(stack.output("Topic")))
                .containsExactlyInAnyOrder(arn(stack.output("Queue")), arn(stack.output("OrderedQueue")));
        Map<String, String> subscription = sns.getSubscriptionAttributes(
                        get -> get.subscriptionArn(stack.output("Subscription")))
                .attributes();
        assertThat(subscription.get("RawMessageDelivery")).isEqualTo("true");
        assertThat(subscription.get("FilterPolicy")).isEqualTo("{\"color\":[\"green\"]}");
        Map<QueueAttributeName, String> queue = queueAttributes(stack.output("Queue"));
        assertThat(queue)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "90")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1200");
        assertThat(queue.get(QueueAttributeName.REDRIVE_POLICY)).contains(arn(stack.output("DeadLetters")));
        assertThat(queue.get(QueueAttributeName.POLICY)).contains("\"one\"");
        assertThat(queueAttributes(stack.output("DeadLetters")).getOrDefault(QueueAttributeName.POLICY, ""))
                .isEmpty();
        assertThat(sqs.listQueueTags(list -> list.queueUrl(stack.output("Queue")))
                        .tags())
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
    }

    private void messagesAreVersionTwo(TestStack stack) {
        assertThat(topicAttributes(stack.output("Topic")).getOrDefault("DisplayName", ""))
                .isEmpty();
        assertThat(topicAttributes(stack.output("Topic")).get("Policy")).contains("\"Sid\":\"two\"");
        assertThat(topicTags(stack.output("Topic"))).containsOnly(Map.entry("version", "two"));
        assertThat(subscribers(stack.output("Topic"))).containsExactly(arn(stack.output("OrderedQueue")));
        Map<String, String> subscription = sns.getSubscriptionAttributes(
                        get -> get.subscriptionArn(stack.output("Subscription")))
                .attributes();
        assertThat(subscription.get("RawMessageDelivery")).isEqualTo("false");
        assertThat(subscription.get("FilterPolicy")).isNull();
        Map<QueueAttributeName, String> queue = queueAttributes(stack.output("Queue"));
        assertThat(queue)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "600");
        assertThat(queue.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "")).isEmpty();
        assertThat(queue.getOrDefault(QueueAttributeName.POLICY, "")).isEmpty();
        assertThat(queueAttributes(stack.output("DeadLetters")).get(QueueAttributeName.POLICY))
                .contains("\"two\"");
        assertThat(sqs.listQueueTags(list -> list.queueUrl(stack.output("Queue")))
                        .tags())
                .containsOnly(Map.entry("version", "two"));
    }

    private Map<String, String> topicAttributes(String topic) {
        return sns.getTopicAttributes(get -> get.topicArn(topic)).attributes();
    }

    private Map<String, String> topicTags(String topic) {
        return sns.listTagsForResource(list -> list.resourceArn(topic)).tags().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private List<String> subscribers(String topic) {
        return sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions().stream()
                .map(Subscription::endpoint)
                .toList();
    }

    private Map<QueueAttributeName, String> queueAttributes(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private String arn(String queue) {
        return queueAttributes(queue).get(QueueAttributeName.QUEUE_ARN);
    }
}
