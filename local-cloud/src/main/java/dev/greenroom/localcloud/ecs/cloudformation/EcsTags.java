package dev.greenroom.localcloud.ecs.cloudformation;

import dev.greenroom.localcloud.aws.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Tags of ECS resources. */
final class EcsTags {
    private EcsTags() {}

    static List<Tag> of(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    static void replace(EcsClient ecs, String arn, Map<String, String> wanted) {
        Map<String, String> before = ecs.listTagsForResource(list -> list.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                wanted,
                gone -> ecs.untagResource(untag -> untag.resourceArn(arn).tagKeys(gone)),
                changed -> ecs.tagResource(tag -> tag.resourceArn(arn).tags(of(changed))));
    }
}
