package dev.greenroom.localcloud.sqs;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** AWS::SQS::QueuePolicy. */
final class QueuePolicyType implements ResourceType {
    private static final String QUEUES = "Queues";

    private final SqsClient sqs;

    QueuePolicyType(SqsClient sqs) {
        this.sqs = requireNonNull(sqs, "sqs is null");
    }

    @Override
    public String name() {
        return "AWS::SQS::QueuePolicy";
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
        List<String> now = request.properties().texts(QUEUES);
        request.previousProperties().texts(QUEUES).stream()
                .filter(queue -> !now.contains(queue))
                .forEach(this::remove);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        request.properties().texts(QUEUES).forEach(this::remove);
    }

    private void put(ResourceRequest request) {
        String document = request.properties().object("PolicyDocument").json();
        request.properties().texts(QUEUES).forEach(queue -> set(queue, document));
    }

    private void remove(String queue) {
        try {
            set(queue, "");
        } catch (QueueDoesNotExistException e) {
            return; // gone with its queue
        }
    }

    private void set(String queue, String document) {
        sqs.setQueueAttributes(set -> set.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, document)));
    }
}
