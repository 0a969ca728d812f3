package dev.greenroom.localcloud.ec2;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What every EC2 type needs: tags at creation and later, and a delete that may come twice. */
final class Ec2Calls {
    private Ec2Calls() {}

    /** None for a resource without tags: EC2 refuses an empty specification. */
    static List<TagSpecification> tags(ResourceType type, ResourceRequest request) {
        List<Tag> tags = list(Tags.withoutReserved(request.tags()));
        return tags.isEmpty()
                ? List.of()
                : List.of(
                        TagSpecification.builder().resourceType(type).tags(tags).build());
    }

    /** Makes the resource carry exactly the tags of the request. */
    static void replaceTags(Ec2Client ec2, String id, ResourceRequest request) {
        Filter ofResource = Filter.builder().name("resource-id").values(id).build();
        Map<String, String> before = ec2.describeTags(describe -> describe.filters(ofResource)).tags().stream()
                .collect(Collectors.toMap(TagDescription::key, TagDescription::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                keys -> ec2.deleteTags(delete -> delete.resources(id)
                        .tags(keys.stream()
                                .map(key -> Tag.builder().key(key).build())
                                .toList())),
                tags -> ec2.createTags(create -> create.resources(id).tags(list(tags))));
    }

    /** Runs a delete and takes {@code ...NotFound} for success. */
    static void delete(Runnable call) {
        try {
            call.run();
        } catch (Ec2Exception e) {
            if (!e.awsErrorDetails().errorCode().contains("NotFound")) {
                throw e;
            }
        }
    }

    private static List<Tag> list(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
