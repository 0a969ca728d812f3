package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The log of one build. A thread of its own carries lines to CloudWatch Logs while the build runs. What prints faster
 * than they can be carried waits, so that nothing is lost and little is kept; where CloudWatch Logs fails, lines are
 * dropped and nobody waits.
 */
final class BuildLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildLog.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private static final long BATCH_DELAY_MILLIS = 200;
    private static final int MAX_BUFFERED_BYTES = 4 << 20;
    private static final int MAX_BATCH_BYTES = 1_000_000;
    private static final int MAX_BATCH_EVENTS = 10_000;
    private static final int EVENT_OVERHEAD_BYTES = 26;
    private static final int MAX_MESSAGE_BYTES = 256 * 1024 - EVENT_OVERHEAD_BYTES;

    private final CloudWatchLogsClient logs;
    private final String group;
    private final String stream;
    private final Clock clock;
    private final Masking masking;
    private final Thread shipping;

    /** Its monitor guards what follows too. */
    private final Deque<Line> buffer = new ArrayDeque<>();

    private long bufferedBytes;
    private boolean closed;
    private boolean broken;

    private record Line(InputLogEvent event, int bytes) {}

    private BuildLog(CloudWatchLogsClient logs, String group, String stream, Clock clock, Masking masking) {
        this.logs = logs;
        this.group = group;
        this.stream = stream;
        this.clock = clock;
        this.masking = masking;
        this.shipping = new Thread(this::ship, "codebuild-log-" + stream);
        this.shipping.setDaemon(true);
    }

    /** Nobody waits until there is the stream, and its group where there was none. */
    static BuildLog open(CloudWatchLogsClient logs, String group, String stream, Clock clock, Masking masking) {
        var log = new BuildLog(logs, group, stream, clock, masking);
        log.shipping.start();
        return log;
    }

    /** Logs what CodeBuild itself says. */
    void say(String format, Object... arguments) {
        add("[Container] %s %s".formatted(TIME.format(clock.instant()), format.formatted(arguments)));
    }

    /** Logs a line that a command printed. */
    void add(String text) {
        String line = cut(masking.apply(text));
        int bytes = line.getBytes(StandardCharsets.UTF_8).length + EVENT_OVERHEAD_BYTES;
        // CloudWatch Logs takes no empty message.
        InputLogEvent event = InputLogEvent.builder()
                .timestamp(clock.millis())
                .message(line.isEmpty() ? " " : line)
                .build();
        synchronized (buffer) {
            boolean interrupted = false;
            while (bufferedBytes > MAX_BUFFERED_BYTES && !broken && !closed) {
                try {
                    buffer.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            buffer.addLast(new Line(event, bytes));
            bufferedBytes += bytes;
            if (broken) {
                dropOldest();
            }
            buffer.notifyAll();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns when all is carried. */
    @Override
    public void close() {
        synchronized (buffer) {
            closed = true;
            buffer.notifyAll();
        }
        boolean interrupted = false;
        while (shipping.isAlive()) {
            try {
                shipping.join();
            } catch (InterruptedException e) {
                interrupted = true;
                shipping.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void createStream() {
        try {
            logs.createLogStream(create -> create.logGroupName(group).logStreamName(stream));
        } catch (ResourceNotFoundException e) {
            createGroup();
            logs.createLogStream(create -> create.logGroupName(group).logStreamName(stream));
        } catch (ResourceAlreadyExistsException e) {
            LOG.debug("Log stream {} is there already", stream);
        }
    }

    private void createGroup() {
        try {
            logs.createLogGroup(create -> create.logGroupName(group));
        } catch (ResourceAlreadyExistsException e) {
            LOG.debug("Log group {} was made by another build", group);
        }
    }

    private void ship() {
        try {
            attempt(this::createStream);
            List<InputLogEvent> batch = nextBatch();
            while (!batch.isEmpty()) {
                send(batch);
                batch = nextBatch();
            }
        } catch (InterruptedException e) {
            LOG.debug("The last lines of build {} are lost", stream, e);
        }
    }

    private void send(List<InputLogEvent> batch) {
        attempt(() -> logs.putLogEvents(
                put -> put.logGroupName(group).logStreamName(stream).logEvents(batch)));
    }

    private void attempt(Runnable call) {
        try {
            call.run();
            broken(false);
        } catch (SdkException e) {
            if (broken(true)) {
                LOG.warn("Tried to write to log stream {} of {} but {}", stream, group, AwsReason.of(e));
            }
        }
    }

    /** Returns whether this is news. */
    private boolean broken(boolean now) {
        synchronized (buffer) {
            boolean news = broken != now;
            broken = now;
            buffer.notifyAll();
            return news;
        }
    }

    /** Waits for lines, and a moment longer for those that follow at once; empty at the end. */
    private List<InputLogEvent> nextBatch() throws InterruptedException {
        synchronized (buffer) {
            while (buffer.isEmpty() && !closed) {
                buffer.wait();
            }
            long end = System.nanoTime() + BATCH_DELAY_MILLIS * 1_000_000;
            for (long left = BATCH_DELAY_MILLIS;
                    left > 0 && !closed && bufferedBytes < MAX_BATCH_BYTES;
                    left = (end - System.nanoTime()) / 1_000_000) {
                buffer.wait(left);
            }
            var batch = new ArrayList<InputLogEvent>();
            int bytes = 0;
            while (!buffer.isEmpty() && batch.size() < MAX_BATCH_EVENTS) {
                bytes += buffer.getFirst().bytes();
                if (bytes > MAX_BATCH_BYTES && !batch.isEmpty()) {
                    break;
                }
                bufferedBytes -= buffer.getFirst().bytes();
                batch.add(buffer.removeFirst().event());
            }
            buffer.notifyAll();
            return batch;
        }
    }

    private void dropOldest() {
        while (bufferedBytes > MAX_BUFFERED_BYTES && !buffer.isEmpty()) {
            bufferedBytes -= buffer.removeFirst().bytes();
        }
    }

    /** To what an event can hold, never in the middle of a character. */
    private static String cut(String line) {
        if (line.length() * 3 <= MAX_MESSAGE_BYTES) {
            return line;
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_MESSAGE_BYTES) {
            return line;
        }
        int end = MAX_MESSAGE_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
