package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsReason;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/**
 * Carries the lines of one container to its log stream, in order and in batches: shortly after the first line of a
 * batch, and on {@link #close()}. A service that does not answer never holds up the container: what does not fit in
 * the buffer meanwhile is lost, the oldest first, as with the driver's non-blocking mode.
 */
final class LogStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogStream.class);
    private static final Duration BATCH_DELAY = Duration.ofMillis(200);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
    private static final int MAX_BUFFERED = 20_000;
    private static final int MAX_BATCH_EVENTS = 10_000;
    private static final int MAX_BATCH_BYTES = 1_000_000;
    private static final int EVENT_OVERHEAD_BYTES = 26;

    /** No more than 256 KiB, whatever the characters are. */
    private static final int MAX_LINE_LENGTH = 65_000;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private final CloudWatchLogsClient logs;
    private final String group;
    private final String stream;
    private final Clock clock;
    private final ScheduledExecutorService shipping;

    /** Its monitor guards the two flags too. */
    private final Deque<InputLogEvent> buffer = new ArrayDeque<>();

    private boolean scheduled;
    private boolean failed;

    LogStream(CloudWatchLogsClient logs, String group, String stream, Clock clock, ScheduledExecutorService shipping) {
        this.logs = logs;
        this.group = group;
        this.stream = stream;
        this.clock = clock;
        this.shipping = shipping;
    }

    void add(String line) {
        synchronized (buffer) {
            for (int from = 0; from < line.length(); from += MAX_LINE_LENGTH) {
                buffer.addLast(InputLogEvent.builder()
                        .timestamp(clock.millis())
                        .message(line.substring(from, Math.min(line.length(), from + MAX_LINE_LENGTH)))
                        .build());
            }
            while (buffer.size() > MAX_BUFFERED) {
                buffer.removeFirst();
            }
            schedule();
        }
    }

    /** Sends what is left. */
    @Override
    public void close() {
        flush();
    }

    private void schedule() {
        if (scheduled || buffer.isEmpty()) {
            return;
        }
        try {
            Duration delay = failed ? RETRY_DELAY : BATCH_DELAY;
            shipping.schedule(this::flush, delay.toMillis(), TimeUnit.MILLISECONDS);
            scheduled = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("The last lines of {} are sent when it is closed", stream);
        }
    }

    /** One at a time, so that batches stay in order. */
    private synchronized void flush() {
        synchronized (buffer) {
            scheduled = false;
        }
        List<InputLogEvent> batch = nextBatch();
        while (!batch.isEmpty() && send(batch)) {
            batch = nextBatch();
        }
    }

    private boolean send(List<InputLogEvent> batch) {
        try {
            logs.putLogEvents(
                    request -> request.logGroupName(group).logStreamName(stream).logEvents(batch));
            answered(true);
            return true;
        } catch (SdkException e) {
            if (answered(false)) {
                LOG.warn("Tried to write to log stream {} of {} but {}", stream, group, AwsReason.of(e));
            }
            putBack(batch);
            return false;
        }
    }

    /** Returns whether this is news. */
    private boolean answered(boolean success) {
        synchronized (buffer) {
            boolean news = failed == success;
            failed = !success;
            return news;
        }
    }

    private void putBack(List<InputLogEvent> batch) {
        synchronized (buffer) {
            for (int i = batch.size() - 1; i >= 0; i--) {
                buffer.addFirst(batch.get(i));
            }
            schedule();
        }
    }

    private List<InputLogEvent> nextBatch() {
        var batch = new ArrayList<InputLogEvent>();
        int bytes = 0;
        synchronized (buffer) {
            while (!buffer.isEmpty() && batch.size() < MAX_BATCH_EVENTS) {
                bytes += buffer.getFirst().message().length() * MAX_BYTES_PER_CHAR + EVENT_OVERHEAD_BYTES;
                if (bytes > MAX_BATCH_BYTES && !batch.isEmpty()) {
                    break;
                }
                batch.add(buffer.removeFirst());
            }
        }
        return batch;
    }
}
