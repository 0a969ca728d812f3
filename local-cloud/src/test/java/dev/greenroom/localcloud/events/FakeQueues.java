package dev.greenroom.localcloud.events;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Queues whose long polls are short. */
final class FakeQueues implements SqsClient {
    private static final long POLL_MILLIS = 50;

    final ConcurrentLinkedQueue<String> deletedMessages = new ConcurrentLinkedQueue<>();
    private final Map<String, BlockingQueue<String>> queues = new ConcurrentHashMap<>();

    Set<String> urls() {
        return queues.keySet();
    }

    /** To the one queue that there is. */
    void send(String body) {
        queues.values().iterator().next().add(body);
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        String url = "http://queues/" + request.queueName();
        queues.put(url, new LinkedBlockingQueue<>());
        return CreateQueueResponse.builder().queueUrl(url).build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + request.queueUrl().replaceAll(".*/", "");
        return GetQueueAttributesResponse.builder()
                .attributes(Map.of(QueueAttributeName.QUEUE_ARN, arn))
                .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        try {
            Optional<String> body =
                    Optional.ofNullable(queue(request.queueUrl()).poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
            return ReceiveMessageResponse.builder()
                    .messages(body.stream()
                            .map(text -> Message.builder()
                                    .body(text)
                                    .receiptHandle(text)
                                    .build())
                            .toList())
                    .build();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        deletedMessages.add(request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        queues.remove(request.queueUrl());
        return DeleteQueueResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private BlockingQueue<String> queue(String url) {
        return Optional.ofNullable(queues.get(url))
                .orElseThrow(() -> QueueDoesNotExistException.builder().build());
    }
}
