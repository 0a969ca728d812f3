package dev.greenroom.localcloud.sqs;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** AWS::SQS::QueuePolicy. */
final class QueuePolicyType implements ResourceType {
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
        put(request, request.properties().object("PolicyDocument").json());
        return new ResourceState(id, Map.of("Id", id));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(request, request.properties().object("PolicyDocument").json());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            put(request, "");
        } catch (QueueDoesNotExistException e) {
            return; // gone with its queue
        }
    }

    private void put(ResourceRequest request, String document) {
        request.properties()
                .texts("Queues")
                .forEach(queue -> sqs.setQueueAttributes(
                        set -> set.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, document))));
    }
}
