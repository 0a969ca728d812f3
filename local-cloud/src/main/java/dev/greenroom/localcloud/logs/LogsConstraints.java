package dev.greenroom.localcloud.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/** What AWS's service model demands of requests about metric filters. */
final class LogsConstraints {
    private static final String NAME = "[^:*]*";
    private static final String METRIC_NAME = "[^:*$]*";
    private static final int MAX_PAGE = 50;

    private LogsConstraints() {}

    static void check(PutMetricFilterRequest request) {
        require("logGroupName", request.logGroupName(), 1, 512, ".*");
        require("filterName", request.filterName(), 1, 512, NAME);
        require("filterPattern", request.filterPattern(), 0, 1024, "(?s).*");
        List<MetricTransformation> transformations = request.metricTransformations();
        if (transformations.size() != 1) {
            throw broken("metricTransformations", transformations.toString(), "Member must have length equal to 1");
        }
        String path = "metricTransformations.1.member.";
        MetricTransformation transformation = transformations.get(0);
        require(path + "metricName", transformation.metricName(), 0, 255, METRIC_NAME);
        require(path + "metricNamespace", transformation.metricNamespace(), 0, 255, METRIC_NAME);
        require(path + "metricValue", transformation.metricValue(), 0, 100, ".*");
    }

    static void check(DescribeMetricFiltersRequest request) {
        Integer limit = request.limit();
        if (limit != null && (limit < 1 || limit > MAX_PAGE)) {
            throw broken("limit", limit.toString(), "Member must have value from 1 to " + MAX_PAGE);
        }
        if ((request.metricName() == null) != (request.metricNamespace() == null)) {
            throw LogsErrors.invalidParameter("metricName and metricNamespace have to be given together.");
        }
    }

    private static void require(String member, @Nullable String value, int min, int max, String pattern) {
        if (value == null) {
            throw broken(member, null, "Member must not be null");
        }
        if (value.length() < min || value.length() > max) {
            throw broken(member, value, "Member must have length from %d to %d".formatted(min, max));
        }
        if (!value.matches(pattern)) {
            throw broken(member, value, "Member must satisfy regular expression pattern: " + pattern);
        }
    }

    private static CloudWatchLogsException broken(String member, @Nullable String value, String constraint) {
        return LogsErrors.invalidParameter(
                "1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
                        .formatted(value == null ? "null" : "'" + value + "'", member, constraint));
    }
}
