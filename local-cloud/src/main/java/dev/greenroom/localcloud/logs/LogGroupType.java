package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** AWS::Logs::LogGroup. */
final class LogGroupType implements ResourceType {
    private final CloudWatchLogsClient logs;

    LogGroupType(CloudWatchLogsClient logs) {
        this.logs = requireNonNull(logs, "logs is null");
    }

    @Override
    public String name() {
        return "AWS::Logs::LogGroup";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("LogGroupName").orElseGet(() -> request.generatedName(512));
        logs.createLogGroup(create -> create.logGroupName(name).tags(Tags.withoutReserved(request.tags())));
        request.initiated(name);
        applyRetention(name, request);
        return new ResourceState(name, Map.of("Arn", arn(name, request) + ":*"));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        applyRetention(name, request);
        String arn = arn(name, request);
        Tags.change(
                logs.listTagsForResource(list -> list.resourceArn(arn)).tags(),
                Tags.withoutReserved(request.tags()),
                gone -> logs.untagResource(untag -> untag.resourceArn(arn).tagKeys(gone)),
                changed -> logs.tagResource(tag -> tag.resourceArn(arn).tags(changed)));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            logs.deleteLogGroup(delete -> delete.logGroupName(current.physicalId()));
        } catch (ResourceNotFoundException e) {
            return; // gone already
        }
    }

    private void applyRetention(String name, ResourceRequest request) {
        request.properties()
                .integer("RetentionInDays")
                .ifPresentOrElse(
                        days -> logs.putRetentionPolicy(
                                put -> put.logGroupName(name).retentionInDays(days)),
                        () -> {
                            if (request.previousProperties().has("RetentionInDays")) {
                                logs.deleteRetentionPolicy(delete -> delete.logGroupName(name));
                            }
                        });
    }

    private static String arn(String name, ResourceRequest request) {
        return request.scope().arn("logs", "log-group:" + name);
    }
}
