package dev.greenroom.localcloud.ecs.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

class LogStreamTest {
    private final ScheduledExecutorService shipping = Executors.newSingleThreadScheduledExecutor();
    private final Logs logs = new Logs();
    private final LogStream stream = new LogStream(logs, "group", "stream", Clock.systemUTC(), shipping);

    @AfterEach
    void close() {
        shipping.shutdownNow();
    }

    @Test
    void sends_many_lines_in_few_calls_and_in_order() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 12_000; i++) {
            lines.add("line " + i);
        }

        lines.forEach(stream::add);
        stream.close();

        assertThat(logs.messages()).isEqualTo(lines);
        assertThat(logs.batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(10_000));
    }

    @Test
    void keeps_each_call_below_the_limit_of_its_size() {
        String line = "é".repeat(100_000);
        for (int i = 0; i < 10; i++) {
            stream.add(line);
        }

        stream.close();

        assertThat(String.join("", logs.messages())).isEqualTo(line.repeat(10));
        assertThat(logs.batches).allSatisfy(batch -> assertThat(batch.stream()
                        .mapToInt(message -> message.length() * 2 + 26)
                        .sum())
                .isLessThan(1_048_576));
    }

    @Test
    void leaves_out_empty_lines_which_the_service_refuses() {
        stream.add("");
        stream.add("a");

        stream.close();

        assertThat(logs.messages()).containsExactly("a");
    }

    @Test
    void keeps_what_could_not_be_sent_for_the_next_time() {
        logs.fails = true;
        stream.add("one");
        stream.close();
        logs.fails = false;
        stream.add("two");

        stream.close();

        assertThat(logs.messages()).containsExactly("one", "two");
    }

    private static final class Logs implements CloudWatchLogsClient {
        private final List<List<String>> batches = new CopyOnWriteArrayList<>();
        private volatile boolean fails;

        private List<String> messages() {
            return batches.stream().flatMap(List::stream).toList();
        }

        @Override
        public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
            if (fails) {
                throw SdkClientException.create("connection refused");
            }
            batches.add(request.logEvents().stream().map(InputLogEvent::message).toList());
            return PutLogEventsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
