package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Tags of load balancers, target groups, listeners and rules. */
final class TagOperations {
    private static final int MAX_TAGS = 50;

    private final State state;

    TagOperations(State state) {
        this.state = requireNonNull(state, "state is null");
    }

    /** The tags of a request as a map; refused where a key comes twice. */
    static Map<String, String> of(List<Tag> tags) {
        var all = new LinkedHashMap<String, String>();
        for (Tag tag : tags) {
            Constraints.length(Constraints.required(tag.key(), "tags.1.member.key"), "tags.1.member.key", 1, 128);
            Constraints.length(tag.value(), "tags.1.member.value", 0, 256);
            if (all.putIfAbsent(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw Failures.duplicateTagKeys(tag.key());
            }
        }
        requireNotTooMany(all);
        return all;
    }

    AddTagsResponse add(AddTagsRequest request) {
        Map<String, String> added = of(Constraints.notEmpty(request.tags(), "tags"));
        synchronized (state) {
            requireAll(request.resourceArns());
            for (String arn : request.resourceArns()) {
                var tags = new LinkedHashMap<>(tagsOf(arn));
                tags.putAll(added);
                requireNotTooMany(tags);
                state.tags().put(arn, tags);
            }
        }
        return AddTagsResponse.builder().build();
    }

    RemoveTagsResponse remove(RemoveTagsRequest request) {
        synchronized (state) {
            requireAll(request.resourceArns());
            for (String arn : request.resourceArns()) {
                var tags = new LinkedHashMap<>(tagsOf(arn));
                request.tagKeys().forEach(tags::remove);
                state.tags().put(arn, tags);
            }
        }
        return RemoveTagsResponse.builder().build();
    }

    DescribeTagsResponse describe(DescribeTagsRequest request) {
        requireAll(request.resourceArns());
        return DescribeTagsResponse.builder()
                .tagDescriptions(request.resourceArns().stream()
                        .map(arn -> TagDescription.builder()
                                .resourceArn(arn)
                                .tags(tagsOf(arn).entrySet().stream()
                                        .map(tag -> Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                        .toList())
                                .build())
                        .toList())
                .build();
    }

    private Map<String, String> tagsOf(String arn) {
        return state.tags().find(arn).orElse(Map.of());
    }

    private void requireAll(List<String> arns) {
        Constraints.notEmpty(arns, "resourceArns").forEach(this::require);
    }

    private void require(String arn) {
        if (arn.contains(":loadbalancer/")) {
            state.balancer(arn);
        } else if (arn.contains(":targetgroup/")) {
            state.group(arn);
        } else if (arn.contains(":listener/")) {
            state.listener(arn);
        } else if (state.listeners().list().stream()
                .noneMatch(listener -> listener.defaultRuleArn().equals(arn))) {
            state.rule(arn);
        }
    }

    private static void requireNotTooMany(Map<String, String> tags) {
        if (tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MAX_TAGS) {
            throw Failures.tooManyTags();
        }
    }
}
