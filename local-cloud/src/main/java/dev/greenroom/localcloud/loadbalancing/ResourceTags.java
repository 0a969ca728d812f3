package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Keeps the tags of a resource as its stack wants them. */
final class ResourceTags {
    private final ElasticLoadBalancingV2Client client;

    ResourceTags(ElasticLoadBalancingV2Client client) {
        this.client = requireNonNull(client, "client is null");
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    void replace(String arn, Map<String, String> wanted) {
        List<String> gone =
                client.describeTags(describe -> describe.resourceArns(arn)).tagDescriptions().get(0).tags().stream()
                        .map(Tag::key)
                        .filter(key -> !wanted.containsKey(key))
                        .toList();
        if (!gone.isEmpty()) {
            client.removeTags(remove -> remove.resourceArns(arn).tagKeys(gone));
        }
        if (!wanted.isEmpty()) {
            client.addTags(add -> add.resourceArns(arn).tags(list(wanted)));
        }
    }
}
