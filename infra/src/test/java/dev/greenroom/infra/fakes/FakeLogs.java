package dev.greenroom.infra.fakes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Log streams with lines, all on one page. */
public final class FakeLogs implements CloudWatchLogsClient {
    private final Map<String, List<String>> streams = new LinkedHashMap<>();

    public void hasLines(String group, String stream, String... lines) {
        streams.put(group + "/" + stream, Arrays.asList(lines));
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        var lines = streams.get(request.logGroupName() + "/" + request.logStreamName());
        if (lines == null) {
            throw ResourceNotFoundException.builder()
                    .message("The specified log stream does not exist.")
                    .build();
        }
        var from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        return GetLogEventsResponse.builder()
                .events(lines.stream()
                        .skip(from)
                        .map(line -> OutputLogEvent.builder()
                                .timestamp(0L)
                                .message(line + "\n")
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
}
