package dev.greenroom.localcloud.ec2;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What every EC2 type needs: tags at creation and later, and a delete that may come twice. */
final class Ec2Calls {
    private Ec2Calls() {}

    static TagSpecification tags(ResourceType type, ResourceRequest request) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tags.as(wanted(request), Ec2Calls::tag))
                .build();
    }

    /** Makes the resource carry exactly the tags of the request. */
    static void replaceTags(Ec2Client ec2, String id, ResourceRequest request) {
        ec2.deleteTags(delete -> delete.resources(id));
        ec2.createTags(create -> create.resources(id).tags(Tags.as(wanted(request), Ec2Calls::tag)));
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

    private static Map<String, String> wanted(ResourceRequest request) {
        return Tags.withoutReserved(request.tags());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
