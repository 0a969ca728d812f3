package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Carries events from the queue of one target to what they start, one after another and each at least once. What fails
 * for a passing reason is tried again before the next one's turn; anything else is reported and dropped, as AWS does.
 */
final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final int LONG_POLL_SECONDS = 20;
    private static final int MAX_ATTEMPTS = 5;
    private static final int SERVERS_FAULT = 500;
    private static final long PAUSE_MILLIS = 1_000;

    private final SqsClient sqs;
    private final Invocation invocation;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile BridgedTarget target;

    private Bridge(SqsClient sqs, Invocation invocation, BridgedTarget target) {
        this.sqs = requireNonNull(sqs, "sqs is null");
        this.invocation = requireNonNull(invocation, "invocation is null");
        this.target = requireNonNull(target, "target is null");
    }

    static Bridge open(SqsClient sqs, Invocation invocation, BridgedTarget target) {
        var bridge = new Bridge(sqs, invocation, target);
        Thread thread = new Thread(
                bridge::carry,
                "event-bridge-%s-%s"
                        .formatted(target.rule().name(), target.target().id()));
        thread.setDaemon(true);
        thread.start();
        return bridge;
    }

    BridgedTarget target() {
        return target;
    }

    /** From the next event on. */
    void retarget(BridgedTarget changed) {
        target = changed;
    }

    /** What is being started is; nothing is started after it. A long poll that is under way ends by itself. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void carry() {
        try {
            while (!isClosed()) {
                receive();
            }
        } catch (QueueDoesNotExistException e) {
            if (!isClosed()) {
                LOG.warn(
                        "Somebody deleted {}, so rule {} starts {} no more; put the target again",
                        target.queueArn(),
                        target.rule().name(),
                        target.target().arn());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive() throws InterruptedException {
        try {
            for (Message message : sqs.receiveMessage(receive -> receive.queueUrl(target.queueUrl())
                            .maxNumberOfMessages(1)
                            .waitTimeSeconds(LONG_POLL_SECONDS))
                    .messages()) {
                if (!isClosed()) {
                    deliver(message.body());
                    sqs.deleteMessage(
                            delete -> delete.queueUrl(target.queueUrl()).receiptHandle(message.receiptHandle()));
                }
            }
        } catch (QueueDoesNotExistException e) {
            throw e;
        } catch (SdkException e) {
            LOG.debug("Queue {} does not answer", target.queueArn(), e);
            pause(1);
        }
    }

    private void deliver(String event) throws InterruptedException {
        for (int attempt = 1; !isClosed(); attempt++) {
            BridgedTarget current = target;
            try {
                invocation.start(current, event);
                return;
            } catch (SdkException e) {
                if (attempt == MAX_ATTEMPTS || !isPassing(e)) {
                    warn(current, AwsReason.of(e));
                    return;
                }
            } catch (NotAuthorizedException | IllegalArgumentException e) {
                warn(current, String.valueOf(e.getMessage()));
                return;
            } catch (RuntimeException e) { // the next event has to have its turn whatever it is
                LOG.error(
                        "Rule {} could not start {}",
                        current.rule().name(),
                        current.target().arn(),
                        e);
                return;
            }
            pause(attempt);
        }
    }

    private static boolean isPassing(SdkException e) {
        return !(e instanceof AwsServiceException service)
                || service.isThrottlingException()
                || service.statusCode() >= SERVERS_FAULT;
    }

    private static void warn(BridgedTarget target, String reason) {
        LOG.warn(
                "Rule {} tried to start {} but {}",
                target.rule().name(),
                target.target().arn(),
                reason);
    }

    private void pause(int times) throws InterruptedException {
        closed.await(times * PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
