package dev.greenroom.localcloud.fakes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ServiceUnavailableException;

/** Log groups and the lines in their streams. */
public final class FakeLogs implements CloudWatchLogsClient {
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> linesByStream = new ConcurrentHashMap<>();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private volatile boolean isBroken;

    public void group(String name) {
        groups.add(name);
    }

    public Set<String> groups() {
        return Set.copyOf(groups);
    }

    public Set<String> streams() {
        return Set.copyOf(linesByStream.keySet());
    }

    public List<String> lines(String stream) {
        return List.copyOf(linesByStream.getOrDefault(stream, List.of()));
    }

    /** The lines that each call brought. */
    public List<List<String>> batches() {
        return List.copyOf(batches);
    }

    /** Takes no more lines. */
    public void breakDown() {
        isBroken = true;
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        groups.add(request.logGroupName());
        return CreateLogGroupResponse.builder().build();
    }

    @Override
    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
        if (!groups.contains(request.logGroupName())) {
            throw AwsFailures.failure(
                    ResourceNotFoundException.builder(),
                    "ResourceNotFoundException",
                    "The specified log group does not exist.");
        }
        linesByStream.put(request.logStreamName(), new CopyOnWriteArrayList<>());
        return CreateLogStreamResponse.builder().build();
    }

    @Override
    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        if (isBroken) {
            throw AwsFailures.failure(ServiceUnavailableException.builder(), "ServiceUnavailableException", "not now");
        }
        List<String> lines =
                request.logEvents().stream().map(InputLogEvent::message).toList();
        batches.add(lines);
        linesByStream.get(request.logStreamName()).addAll(lines);
        return PutLogEventsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
