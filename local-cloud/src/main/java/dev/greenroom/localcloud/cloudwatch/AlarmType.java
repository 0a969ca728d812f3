package dev.greenroom.localcloud.cloudwatch;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** AWS::CloudWatch::Alarm. */
public final class AlarmType implements ResourceType {
    private final CloudWatchClient cloudWatch;

    public AlarmType(CloudWatchClient cloudWatch) {
        this.cloudWatch = requireNonNull(cloudWatch, "cloudWatch is null");
    }

    @Override
    public String name() {
        return "AWS::CloudWatch::Alarm";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("AlarmName").orElseGet(() -> request.generatedName(255));
        put(name, request);
        request.initiated(name);
        return new ResourceState(name, Map.of("Arn", request.scope().arn("cloudwatch", "alarm:" + name)));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        cloudWatch.deleteAlarms(delete -> delete.alarmNames(current.physicalId()));
    }

    private void put(String name, ResourceRequest request) {
        cloudWatch.putMetricAlarm(request.properties()
                .without("Tags")
                .to(PutMetricAlarmRequest.builder())
                .alarmName(name)
                .tags(Tags.as(
                        Tags.withoutReserved(request.tags()),
                        (key, value) -> Tag.builder().key(key).value(value).build()))
                .build());
    }
}
