package dev.greenroom.localcloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Puts events on the default bus, in order and in the background. Nobody waits for it, and nothing fails with it. */
public final class EventPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_BATCH = 10;
    private static final long IDLE_SECONDS = 10;

    private final AwsClients clients;
    private final String source;
    private final ThreadPoolExecutor sending;
    private final BlockingQueue<PutEventsRequestEntry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param source whose events they are: {@code aws.ecs} */
    public EventPublisher(AwsClients clients, String source, String region) {
        this.clients = clients;
        this.source = source;
        this.sending =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), run -> {
                    Thread thread = new Thread(run, source + "-events-" + region);
                    thread.setDaemon(true);
                    return thread;
                });
        this.sending.allowCoreThreadTimeOut(true);
    }

    public void publish(String detailType, String resourceArn, Instant time, Map<String, Object> detail) {
        try {
            PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                    .source(source)
                    .detailType(detailType)
                    .resources(resourceArn)
                    .time(time)
                    .detail(JSON.writeValueAsString(detail))
                    .build();
            if (waiting.offer(entry)) {
                sending.execute(this::send);
            } else {
                warn("too many events wait");
            }
        } catch (JsonProcessingException e) {
            warn(String.valueOf(e.getMessage()));
        } catch (RejectedExecutionException e) {
            LOG.debug("Events of a cloud that ends are not sent");
        }
    }

    @Override
    public void close() {
        sending.shutdownNow();
    }

    /** Sends all that wait by then: often more than one, and then nothing is left for the calls after it. */
    private void send() {
        var batch = new ArrayList<PutEventsRequestEntry>();
        while (waiting.drainTo(batch, MAX_BATCH) > 0) {
            send(List.copyOf(batch));
            batch.clear();
        }
    }

    private void send(List<PutEventsRequestEntry> batch) {
        try {
            PutEventsResponse answer = clients.eventBridge().putEvents(request -> request.entries(batch));
            if (answer.failedEntryCount() != null && answer.failedEntryCount() > 0) {
                warn(answer.entries().stream()
                        .map(PutEventsResultEntry::errorMessage)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("it was refused"));
            }
        } catch (SdkException e) {
            warn(AwsReason.of(e));
        }
    }

    private void warn(String reason) {
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Tried to put an event of {} on the event bus but {}; later failures are not reported",
                    source,
                    reason);
        }
    }
}
