package dev.greenroom.localcloud.logs;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The types of AWS::Logs that are emulated. */
public final class LogsResourceTypes {
    private LogsResourceTypes() {}

    public static List<ResourceType> of(CloudWatchLogsClient logs) {
        return List.of(new LogGroupType(logs), new MetricFilterType(logs));
    }
}
