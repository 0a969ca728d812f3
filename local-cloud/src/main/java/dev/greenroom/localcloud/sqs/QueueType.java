package dev.greenroom.localcloud.sqs;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** AWS::SQS::Queue. */
final class QueueType implements ResourceType {
    /** Properties that are attributes of the API by the same name. */
    private static final List<String> ATTRIBUTES = List.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoThroughputLimit",
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "SqsManagedSseEnabled",
            "VisibilityTimeout");

    private final SqsClient sqs;

    QueueType(SqsClient sqs) {
        this.sqs = requireNonNull(sqs, "sqs is null");
    }

    @Override
    public String name() {
        return "AWS::SQS::Queue";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        boolean fifo = properties.bool("FifoQueue").orElse(false);
        String name = properties
                .text("QueueName")
                .orElseGet(() -> fifo ? request.generatedName(75) + ".fifo" : request.generatedName(80));
        var attributes = new HashMap<>(attributes(properties));
        if (fifo) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        String url = sqs.createQueue(create ->
                        create.queueName(name).attributes(attributes).tags(Tags.withoutReserved(request.tags())))
                .queueUrl();
        request.initiated(url);
        return new ResourceState(
                url, Map.of("Arn", request.scope().arn("sqs", name), "QueueName", name, "QueueUrl", url));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String url = current.physicalId();
        Map<QueueAttributeName, String> attributes = attributes(request.properties());
        if (!attributes.isEmpty()) {
            sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
        }
        List<String> gone =
                Tags.removed(sqs.listQueueTags(list -> list.queueUrl(url)).tags(), request.tags());
        if (!gone.isEmpty()) {
            sqs.untagQueue(untag -> untag.queueUrl(url).tagKeys(gone));
        }
        Map<String, String> wanted = Tags.withoutReserved(request.tags());
        if (!wanted.isEmpty()) {
            sqs.tagQueue(tag -> tag.queueUrl(url).tags(wanted));
        }
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            sqs.deleteQueue(delete -> delete.queueUrl(current.physicalId()));
        } catch (QueueDoesNotExistException e) {
            return; // gone already
        }
    }

    private static Map<QueueAttributeName, String> attributes(Properties properties) {
        var attributes = new HashMap<QueueAttributeName, String>();
        for (String name : ATTRIBUTES) {
            properties.text(name).ifPresent(value -> attributes.put(QueueAttributeName.fromValue(name), value));
        }
        for (String name : List.of("RedrivePolicy", "RedriveAllowPolicy")) {
            if (properties.has(name)) {
                attributes.put(
                        QueueAttributeName.fromValue(name),
                        properties.object(name).json());
            }
        }
        return attributes;
    }
}
