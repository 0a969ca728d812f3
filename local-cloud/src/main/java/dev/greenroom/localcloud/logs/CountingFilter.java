package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/**
 * A metric filter at work: makes data of a metric from events of its log group.
 *
 * @param value of a message that matches; absent where it has none
 * @param dimensions of a message that matches, by name
 */
record CountingFilter(
        MetricFilter described,
        FilterPattern pattern,
        Function<String, Optional<Double>> value,
        Map<String, Function<String, Optional<String>>> dimensions) {

    CountingFilter {
        requireNonNull(described, "described is null");
        requireNonNull(pattern, "pattern is null");
        requireNonNull(value, "value is null");
        dimensions = Map.copyOf(dimensions);
    }

    /** @throws software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException when it makes no sense */
    static CountingFilter of(MetricFilter described) {
        MetricTransformation transformation = described.metricTransformations().get(0);
        if (transformation.defaultValue() != null
                && !transformation.dimensions().isEmpty()) {
            throw LogsErrors.invalidParameter(
                    "Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
        }
        FilterPattern pattern = FilterPattern.of(described.filterPattern());
        var dimensions = new TreeMap<String, Function<String, Optional<String>>>();
        transformation.dimensions().forEach((name, selector) -> dimensions.put(name, pattern.field(selector)));
        return new CountingFilter(described, pattern, value(transformation.metricValue(), pattern), dimensions);
    }

    String metricName() {
        return transformation().metricName();
    }

    String metricNamespace() {
        return transformation().metricNamespace();
    }

    /** A datum for each event that matches. When none does, one with the default value, if there is such. */
    List<MetricDatum> data(List<InputLogEvent> events) {
        var data = new ArrayList<MetricDatum>();
        for (InputLogEvent event : events) {
            if (pattern.matches(event.message())) {
                datum(event).ifPresent(data::add);
            }
        }
        Double unmatched = transformation().defaultValue();
        if (unmatched != null && data.isEmpty() && !events.isEmpty()) {
            data.add(datum(events.get(0), unmatched).build());
        }
        return data;
    }

    private MetricTransformation transformation() {
        return described.metricTransformations().get(0);
    }

    private Optional<MetricDatum> datum(InputLogEvent event) {
        var found = new ArrayList<Dimension>();
        dimensions.forEach((name, field) -> field.apply(event.message())
                .map(text -> Dimension.builder().name(name).value(text).build())
                .ifPresent(found::add));
        return value.apply(event.message())
                .filter(number -> found.size() == dimensions.size())
                .map(number -> datum(event, number).dimensions(found).build());
    }

    private MetricDatum.Builder datum(InputLogEvent event, double number) {
        return MetricDatum.builder()
                .metricName(metricName())
                .unit(transformation().unitAsString())
                .timestamp(Instant.ofEpochMilli(event.timestamp()))
                .value(number);
    }

    private static Function<String, Optional<Double>> value(String text, FilterPattern pattern) {
        if (text.startsWith("$")) {
            Function<String, Optional<String>> field = pattern.field(text);
            return message -> field.apply(message).flatMap(CountingFilter::number);
        }
        Optional<Double> fixed = number(text);
        if (fixed.isEmpty()) {
            throw LogsErrors.invalidParameter(
                    "Invalid metric transformation: the metric value %s is neither a number nor a selector as $.name"
                            .formatted(text));
        }
        return message -> fixed;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
