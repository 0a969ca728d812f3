package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Keeps the tags of a resource as its stack wants them. */
final class ResourceTags {
    private final ElasticLoadBalancingV2Client client;

    ResourceTags(ElasticLoadBalancingV2Client client) {
        this.client = requireNonNull(client, "client is null");
    }

    static List<Tag> list(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    void replace(String arn, Map<String, String> wanted) {
        Map<String, String> before =
                client.describeTags(describe -> describe.resourceArns(arn)).tagDescriptions().get(0).tags().stream()
                        .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                wanted,
                gone -> client.removeTags(remove -> remove.resourceArns(arn).tagKeys(gone)),
                changed -> client.addTags(add -> add.resourceArns(arn).tags(list(changed))));
    }
}
