package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.greenroom.localcloud.aws.AwsClients;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * What CloudWatch Logs of one region does differently from LocalStack's, which counts every line of every log group for
 * every metric filter. Metric filters are kept and applied here, so LocalStack never hears of them; events that are
 * searched by a pattern are those that match it. All other operations are LocalStack's.
 */
public final class CloudWatchLogs implements CloudWatchLogsClient {
    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchLogs.class);
    private static final int MAX_DATA_OF_A_CALL = 1_000;
    private static final int MAX_PAGE = 50;

    private final AwsClients clients;
    private final Supplier<CloudWatchLogsClient> localStack;
    private final Clock clock;
    private final MetricFilters filters = new MetricFilters();

    /** @param localStack past the gateway, which would ask this object again */
    public CloudWatchLogs(AwsClients clients, Supplier<CloudWatchLogsClient> localStack, Clock clock) {
        this.clients = requireNonNull(clients, "clients is null");
        this.localStack = requireNonNull(localStack, "localStack is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public PutMetricFilterResponse putMetricFilter(PutMetricFilterRequest request) {
        LogsConstraints.check(request);
        if (Boolean.TRUE.equals(request.applyOnTransformedLogs())
                || request.fieldSelectionCriteria() != null
                || request.hasEmitSystemFieldDimensions()) {
            throw LogsErrors.invalidParameter(
                    "applyOnTransformedLogs, fieldSelectionCriteria and emitSystemFieldDimensions are not emulated by the"
                            + " local cloud.");
        }
        requireGroup(request.logGroupName());
        filters.put(MetricFilter.builder()
                .logGroupName(request.logGroupName())
                .filterName(request.filterName())
                .filterPattern(request.filterPattern())
                .metricTransformations(request.metricTransformations())
                .creationTime(clock.millis())
                .build());
        return PutMetricFilterResponse.builder().build();
    }

    @Override
    public DescribeMetricFiltersResponse describeMetricFilters(DescribeMetricFiltersRequest request) {
        LogsConstraints.check(request);
        if (request.logGroupName() != null) {
            requireGroup(request.logGroupName());
        }
        List<MetricFilter> found = filters.all().stream()
                .filter(filter -> isMeant(filter, request))
                .map(CountingFilter::described)
                .toList();
        int start = Optional.ofNullable(request.nextToken())
                .map(CloudWatchLogs::start)
                .orElse(0);
        int end = start + Optional.ofNullable(request.limit()).orElse(MAX_PAGE);
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(found.stream().limit(end).skip(start).toList())
                .nextToken(end < found.size() ? Integer.toString(end) : null)
                .build();
    }

    @Override
    public DeleteMetricFilterResponse deleteMetricFilter(DeleteMetricFilterRequest request) {
        if (!filters.remove(request.logGroupName(), request.filterName())) {
            requireGroup(request.logGroupName());
            throw LogsErrors.noMetricFilter();
        }
        return DeleteMetricFilterResponse.builder().build();
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        DeleteLogGroupResponse answer = localStack.get().deleteLogGroup(request);
        filters.removeAll(request.logGroupName());
        return answer;
    }

    @Override
    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        PutLogEventsResponse answer = localStack.get().putLogEvents(request);
        List<InputLogEvent> accepted = accepted(request.logEvents(), answer.rejectedLogEventsInfo());
        filters.of(request.logGroupName()).forEach(filter -> publish(filter, filter.data(accepted)));
        return answer;
    }

    /** A page holds the events that match out of those that LocalStack's page has: it may be empty before the last. */
    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        FilterPattern pattern = FilterPattern.of(requireNonNullElse(request.filterPattern(), ""));
        FilterLogEventsResponse answer = localStack
                .get()
                .filterLogEvents(request.toBuilder().filterPattern(null).build());
        return answer.toBuilder()
                .events(answer.events().stream()
                        .filter(event -> pattern.matches(event.message()))
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {} // nothing of it is open

    private void requireGroup(String name) {
        boolean exists =
                localStack
                        .get()
                        .describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(name))
                        .logGroups()
                        .stream()
                        .anyMatch(group -> group.logGroupName().equals(name));
        if (!exists) {
            throw LogsErrors.noLogGroup();
        }
    }

    /** AWS looks at the prefix only beside a log group. */
    private static boolean isMeant(CountingFilter filter, DescribeMetricFiltersRequest request) {
        MetricFilter described = filter.described();
        boolean isOfGroup = request.logGroupName() == null
                || request.logGroupName().equals(described.logGroupName())
                        && described.filterName().startsWith(requireNonNullElse(request.filterNamePrefix(), ""));
        boolean isOfMetric = request.metricName() == null
                || request.metricName().equals(filter.metricName())
                        && request.metricNamespace().equals(filter.metricNamespace());
        return isOfGroup && isOfMetric;
    }

    private static int start(String token) {
        try {
            return Integer.parseUnsignedInt(token);
        } catch (NumberFormatException e) {
            throw LogsErrors.invalidParameter("The specified nextToken is invalid.");
        }
    }

    /** Those that are neither too old nor too new. */
    private static List<InputLogEvent> accepted(List<InputLogEvent> events, @Nullable RejectedLogEventsInfo rejected) {
        if (rejected == null) {
            return events;
        }
        int start = Stream.of(rejected.tooOldLogEventEndIndex(), rejected.expiredLogEventEndIndex())
                .flatMap(Stream::ofNullable)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int end = requireNonNullElse(rejected.tooNewLogEventStartIndex(), events.size());
        return events.stream().limit(end).skip(start).toList();
    }

    /** The events are in their log already, so that who put them is not told when their metric can't be had. */
    private void publish(CountingFilter filter, List<MetricDatum> data) {
        try {
            for (int start = 0; start < data.size(); start += MAX_DATA_OF_A_CALL) {
                List<MetricDatum> part = data.subList(start, Math.min(start + MAX_DATA_OF_A_CALL, data.size()));
                clients.cloudWatch().putMetricData(put -> put.namespace(filter.metricNamespace())
                        .metricData(part));
            }
        } catch (SdkException e) {
            LOG.warn(
                    "Tried to publish {} data of metric {} from metric filter {} of {}",
                    data.size(),
                    filter.metricName(),
                    filter.described().filterName(),
                    filter.described().logGroupName(),
                    e);
        }
    }
}
