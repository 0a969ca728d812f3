package dev.greenroom.cli.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Log groups with streams and lines. May be written while another thread reads. */
public final class FakeLogs implements CloudWatchLogsClient {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String group, String stream, Instant at, String text) {}

    public synchronized void log(String group, String stream, Instant at, String text) {
        entries.add(new Entry(group, stream, at, text));
    }

    /** Two lines to a page. */
    @Override
    public synchronized FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        long until = Optional.ofNullable(request.endTime()).orElse(Long.MAX_VALUE);
        List<FilteredLogEvent> events = entries.stream()
                .filter(entry -> entry.group().equals(request.logGroupName()))
                .filter(entry -> entry.at().toEpochMilli() >= request.startTime()
                        && entry.at().toEpochMilli() <= until)
                .sorted(Comparator.comparing(Entry::at))
                .map(this::event)
                .toList();
        int from =
                Optional.ofNullable(request.nextToken()).map(Integer::valueOf).orElse(0);
        int to = Math.min(events.size(), from + 2);
        return FilterLogEventsResponse.builder()
                .events(events.subList(from, to))
                .nextToken(to < events.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public synchronized GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        List<Entry> lines = entries.stream()
                .filter(entry -> entry.group().equals(request.logGroupName()))
                .filter(entry -> entry.stream().equals(request.logStreamName()))
                .toList();
        int from =
                Optional.ofNullable(request.nextToken()).map(Integer::valueOf).orElse(0);
        return GetLogEventsResponse.builder()
                .events(lines.stream()
                        .skip(from)
                        .map(entry -> OutputLogEvent.builder()
                                .timestamp(entry.at().toEpochMilli())
                                .message(entry.text() + "\n")
                                .build())
                        .toList())
                .nextForwardToken(String.valueOf(lines.size()))
                .build();
    }

    @Override
    public String serviceName() {
        return "logs";
    }

    @Override
    public void close() {}

    private FilteredLogEvent event(Entry entry) {
        return FilteredLogEvent.builder()
                .eventId(String.valueOf(Objects.checkIndex(entries.indexOf(entry), entries.size())))
                .logStreamName(entry.stream())
                .timestamp(entry.at().toEpochMilli())
                .message(entry.text())
                .build();
    }
}
