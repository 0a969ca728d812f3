package dev.greenroom.localcloud.sqs;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** AWS::SQS::Queue. */
final class QueueType implements ResourceType {
    /** Properties that are attributes of the API by the same name, and what they are when a template says nothing. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("ContentBasedDeduplication", "false"),
            Map.entry("DeduplicationScope", "queue"),
            Map.entry("DelaySeconds", "0"),
            Map.entry("FifoThroughputLimit", "perQueue"),
            Map.entry("KmsDataKeyReusePeriodSeconds", "300"),
            Map.entry("KmsMasterKeyId", ""),
            Map.entry("MaximumMessageSize", "262144"),
            Map.entry("MessageRetentionPeriod", "345600"),
            Map.entry("ReceiveMessageWaitTimeSeconds", "0"),
            Map.entry("RedriveAllowPolicy", ""),
            Map.entry("RedrivePolicy", ""),
            Map.entry("SqsManagedSseEnabled", "true"),
            Map.entry("VisibilityTimeout", "30"));

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
        Map<QueueAttributeName, String> attributes = new HashMap<>(attributes(request.properties()));
        attributes(request.previousProperties())
                .forEach((name, before) -> attributes.putIfAbsent(name, DEFAULTS.get(name.toString())));
        if (!attributes.isEmpty()) {
            sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
        }
        Tags.change(
                sqs.listQueueTags(list -> list.queueUrl(url)).tags(),
                Tags.withoutReserved(request.tags()),
                gone -> sqs.untagQueue(untag -> untag.queueUrl(url).tagKeys(gone)),
                changed -> sqs.tagQueue(tag -> tag.queueUrl(url).tags(changed)));
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
        for (String name : DEFAULTS.keySet()) {
            QueueAttributeName attribute = QueueAttributeName.fromValue(name);
            if (properties.tree().get(name) instanceof Map) {
                attributes.put(attribute, properties.object(name).json());
            } else {
                properties.text(name).ifPresent(value -> attributes.put(attribute, value));
            }
        }
        return attributes;
    }
}
