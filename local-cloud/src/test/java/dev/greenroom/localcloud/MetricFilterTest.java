package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Metric filters and searches, in front of the real LocalStack. */
class MetricFilterTest {
    private static final String ERRORS = "{ $.level = \"ERROR\" }";

    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
    private final CloudWatchClient cloudWatch = cloud.client(CloudWatchClient.builder());
    private final String namespace = "test-" + UUID.randomUUID();
    private final String group = namespace + "-group";
    private final String other = namespace + "-other";

    @BeforeEach
    void makeLogs() {
        for (String each : List.of(group, other)) {
            logs.createLogGroup(create -> create.logGroupName(each));
            logs.createLogStream(create -> create.logGroupName(each).logStreamName("stream"));
        }
    }

    @AfterEach
    void deleteLogs() {
        logs.deleteLogGroup(delete -> delete.logGroupName(group));
        logs.deleteLogGroup(delete -> delete.logGroupName(other));
    }

    @Test
    void counts_the_lines_of_its_own_log_group_that_match() {
        logs.putMetricFilter(filter("errors", ERRORS).build());

        log(group, "{\"level\": \"ERROR\"}", "{\"level\": \"INFO\"}", "ERROR", "{\"level\": \"ERROR\"}");
        log(other, "{\"level\": \"ERROR\"}");

        assertThat(statistics()).singleElement().satisfies(found -> {
            assertThat(found.sum()).isEqualTo(2);
            assertThat(found.sampleCount()).isEqualTo(2);
        });
    }

    @Test
    void does_not_count_what_came_before_it() {
        log(group, "{\"level\": \"ERROR\"}");
        logs.putMetricFilter(filter("errors", ERRORS).build());

        assertThat(statistics()).isEmpty();
    }

    @Test
    void takes_value_unit_and_dimensions_from_the_line() {
        MetricTransformation transformation = transformation()
                .metricValue("$.bytes")
                .unit("Bytes")
                .dimensions(Map.of("Method", "$.method"))
                .build();
        logs.putMetricFilter(filter("bytes", "{ $.bytes > 0 }")
                .metricTransformations(transformation)
                .build());

        log(group, "{\"bytes\": 7, \"method\": \"GET\"}", "{\"bytes\": 5, \"method\": \"PUT\"}", "{\"bytes\": 3}");

        Dimension get = Dimension.builder().name("Method").value("GET").build();
        assertThat(statistics(get)).singleElement().satisfies(found -> {
            assertThat(found.sum()).isEqualTo(7);
            assertThat(found.unit()).isEqualTo(StandardUnit.BYTES);
        });
    }

    @Test
    void has_its_default_value_when_nothing_matches() {
        MetricTransformation transformation =
                transformation().metricValue("5").defaultValue(0.5).build();
        logs.putMetricFilter(
                filter("errors", ERRORS).metricTransformations(transformation).build());

        log(group, "fine", "still fine");
        log(group, "fine", "{\"level\": \"ERROR\"}");

        assertThat(statistics()).singleElement().satisfies(found -> assertThat(found.sum())
                .isEqualTo(5.5));
    }

    @Test
    void is_described_replaced_and_deleted() {
        logs.putMetricFilter(filter("b", ERRORS).build());
        logs.putMetricFilter(filter("a", "WARN").build());
        logs.putMetricFilter(filter("b", "FATAL").build());

        assertThat(described(logs.describeMetricFilters(describe -> describe.logGroupName(group))
                        .metricFilters()))
                .containsExactly("a WARN", "b FATAL");
        assertThat(described(logs.describeMetricFilters(
                                describe -> describe.logGroupName(group).filterNamePrefix("b"))
                        .metricFilters()))
                .containsExactly("b FATAL");
        assertThat(described(logs
                        .describeMetricFiltersPaginator(describe -> describe.metricName("Errors")
                                .metricNamespace(namespace)
                                .limit(1))
                        .metricFilters()
                        .stream()
                        .toList()))
                .containsExactly("a WARN", "b FATAL");

        logs.deleteMetricFilter(delete -> delete.logGroupName(group).filterName("b"));
        log(group, "FATAL");
        assertThat(statistics()).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.deleteMetricFilter(
                        delete -> delete.logGroupName(group).filterName("b")))
                .withMessageContaining("The specified metric filter does not exist.");
    }

    @Test
    void goes_with_its_log_group() {
        logs.putMetricFilter(filter("errors", ERRORS).build());
        logs.deleteLogGroup(delete -> delete.logGroupName(group));

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.describeMetricFilters(describe -> describe.logGroupName(group)))
                .withMessageContaining("The specified log group does not exist.");
        logs.createLogGroup(create -> create.logGroupName(group));
        assertThat(logs.describeMetricFilters(describe -> describe.logGroupName(group))
                        .metricFilters())
                .isEmpty();
    }

    @Test
    void needs_a_log_group() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.putMetricFilter(
                        filter("errors", ERRORS).logGroupName(namespace).build()))
                .withMessageContaining("The specified log group does not exist.");
    }

    @Test
    void is_refused_when_it_makes_no_sense() {
        assertRefused(filter("f", "{ $.level = "), "it must end with '}'");
        assertRefused(
                filter("f", "ERROR")
                        .metricTransformations(
                                transformation().metricValue("$.bytes").build()),
                "does not support dimensions or values");
        assertRefused(
                filter("f", ERRORS)
                        .metricTransformations(
                                transformation().metricValue("many").build()),
                "the metric value many is neither a number nor a selector");
        assertRefused(
                filter("f", ERRORS)
                        .metricTransformations(transformation()
                                .defaultValue(0.0)
                                .dimensions(Map.of("Method", "$.method"))
                                .build()),
                "mutually exclusive");
        assertRefused(filter("f", ERRORS).applyOnTransformedLogs(true), "not emulated");
        assertRefused(filter("a:b", ERRORS), "Value 'a:b' at 'filterName' failed to satisfy constraint");
        assertRefused(filter("", ERRORS), "at 'filterName' failed to satisfy constraint: Member must have length");
        assertRefused(filter("f", null), "Value null at 'filterPattern' failed to satisfy constraint");
        assertRefused(
                filter("f", ERRORS).metricTransformations(List.of()),
                "at 'metricTransformations' failed to satisfy constraint: Member must have length equal to 1");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeMetricFilters(describe -> describe.metricName("Errors")))
                .withMessageContaining("metricName and metricNamespace have to be given together");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeMetricFilters(describe -> describe.limit(51)))
                .withMessageContaining("Value '51' at 'limit' failed to satisfy constraint");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeMetricFilters(describe -> describe.nextToken("later")))
                .withMessageContaining("The specified nextToken is invalid");
    }

    @Test
    void a_search_finds_what_its_pattern_means() {
        log(group, "{\"level\": \"ERROR\", \"status\": 500}", "{\"level\": \"INFO\"}", "ERROR in plain text");

        assertThat(found(ERRORS)).containsExactly("{\"level\": \"ERROR\", \"status\": 500}");
        assertThat(found("ERROR")).hasSize(2);
        assertThat(found("ERROR -plain")).hasSize(1);
        assertThat(logs.filterLogEvents(search -> search.logGroupName(group)).events())
                .hasSize(3);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> found("{ $.level"))
                .withMessageContaining("Invalid filter pattern: If a filter pattern starts with '{'");
    }

    private PutMetricFilterRequest.Builder filter(String name, String pattern) {
        return PutMetricFilterRequest.builder()
                .logGroupName(group)
                .filterName(name)
                .filterPattern(pattern)
                .metricTransformations(transformation().build());
    }

    private MetricTransformation.Builder transformation() {
        return MetricTransformation.builder()
                .metricNamespace(namespace)
                .metricName("Errors")
                .metricValue("1");
    }

    private void log(String to, String... lines) {
        long now = Instant.now().toEpochMilli();
        logs.putLogEvents(put -> put.logGroupName(to)
                .logStreamName("stream")
                .logEvents(Arrays.stream(lines)
                        .map(line -> InputLogEvent.builder()
                                .timestamp(now)
                                .message(line)
                                .build())
                        .toList()));
    }

    /** Of one period that is longer than the test. */
    private List<Datapoint> statistics(Dimension... dimensions) {
        Instant start = Instant.now().minus(Duration.ofHours(1));
        return cloudWatch
                .getMetricStatistics(get -> get.namespace(namespace)
                        .metricName("Errors")
                        .dimensions(dimensions)
                        .startTime(start)
                        .endTime(start.plus(Duration.ofHours(2)))
                        .period((int) Duration.ofHours(2).toSeconds())
                        .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT))
                .datapoints();
    }

    private List<String> found(String pattern) {
        return logs
                .filterLogEventsPaginator(search -> search.logGroupName(group).filterPattern(pattern))
                .events()
                .stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private static List<String> described(List<MetricFilter> filters) {
        return filters.stream()
                .map(filter -> filter.filterName() + " " + filter.filterPattern())
                .toList();
    }

    private void assertRefused(PutMetricFilterRequest.Builder filter, String reason) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.putMetricFilter(filter.build()))
                .withMessageContaining(reason);
    }
}
