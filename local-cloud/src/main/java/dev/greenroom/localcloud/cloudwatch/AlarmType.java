package dev.greenroom.localcloud.cloudwatch;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        updateTags(arn(name, request), request);
        return new ResourceState(name, Map.of("Arn", arn(name, request)));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(current.physicalId(), request);
        updateTags(arn(current.physicalId(), request), request);
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
                .build());
    }

    /** An alarm that is put has no tags with LocalStack; one that exists keeps those it had, as on AWS. */
    private void updateTags(String arn, ResourceRequest request) {
        Map<String, String> before = cloudWatch.listTagsForResource(list -> list.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                gone -> cloudWatch.untagResource(untag -> untag.resourceARN(arn).tagKeys(gone)),
                changed -> cloudWatch.tagResource(tag -> tag.resourceARN(arn).tags(tags(changed))));
    }

    private static String arn(String name, ResourceRequest request) {
        return request.scope().arn("cloudwatch", "alarm:" + name);
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
