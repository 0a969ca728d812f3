package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** AWS::Logs::MetricFilter. */
final class MetricFilterType implements ResourceType {
    private final CloudWatchLogsClient logs;

    MetricFilterType(CloudWatchLogsClient logs) {
        this.logs = requireNonNull(logs, "logs is null");
    }

    @Override
    public String name() {
        return "AWS::Logs::MetricFilter";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("FilterName").orElseGet(() -> request.generatedName(512));
        put(name, request.properties());
        request.initiated(name);
        return ResourceState.of(name);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(current.physicalId(), request.properties());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            logs.deleteMetricFilter(
                    delete -> delete.logGroupName(request.properties().requiredText("LogGroupName"))
                            .filterName(current.physicalId()));
        } catch (ResourceNotFoundException e) {
            return; // gone already
        }
    }

    private void put(String name, Properties properties) {
        logs.putMetricFilter(put -> put.filterName(name)
                .logGroupName(properties.requiredText("LogGroupName"))
                .filterPattern(properties.text("FilterPattern").orElse(""))
                .metricTransformations(properties.objects("MetricTransformations").stream()
                        .map(each -> each.to(MetricTransformation.builder()).build())
                        .toList()));
    }
}
