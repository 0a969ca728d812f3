package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** AWS::Events::Rule with its targets. */
public final class RuleType implements ResourceType {
    private final EventBridgeClient events;

    public RuleType(EventBridgeClient events) {
        this.events = requireNonNull(events, "events is null");
    }

    @Override
    public String name() {
        return "AWS::Events::Rule";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("Name").orElseGet(() -> request.generatedName(64));
        String arn = put(name, request);
        request.initiated(name);
        putTargets(name, request.properties());
        return new ResourceState(name, Map.of("Arn", arn));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        updateTags(put(name, request), request);
        List<String> now = ids(request.properties());
        removeTargets(
                name,
                request.previousProperties(),
                ids(request.previousProperties()).stream()
                        .filter(id -> !now.contains(id))
                        .toList());
        putTargets(name, request.properties());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        try {
            removeTargets(name, request.properties(), ids(request.properties()));
            events.deleteRule(delete -> delete.name(name).eventBusName(bus(request.properties())));
        } catch (ResourceNotFoundException e) {
            return; // gone already
        }
    }

    private String put(String name, ResourceRequest request) {
        Properties properties = request.properties();
        return events.putRule(put -> put.name(name)
                        .eventBusName(bus(properties))
                        .description(properties.text("Description").orElse(null))
                        .eventPattern(
                                properties.has("EventPattern")
                                        ? properties.object("EventPattern").json()
                                        : null)
                        .scheduleExpression(
                                properties.text("ScheduleExpression").orElse(null))
                        .roleArn(properties.text("RoleArn").orElse(null))
                        .state(properties
                                .text("State")
                                .map(RuleState::fromValue)
                                .orElse(RuleState.ENABLED))
                        .tags(tags(Tags.withoutReserved(request.tags()))))
                .ruleArn();
    }

    /** Putting a rule that exists leaves its tags as they are. */
    private void updateTags(String arn, ResourceRequest request) {
        Map<String, String> before = events.listTagsForResource(list -> list.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                gone -> events.untagResource(untag -> untag.resourceARN(arn).tagKeys(gone)),
                changed -> events.tagResource(tag -> tag.resourceARN(arn).tags(tags(changed))));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    private void putTargets(String name, Properties properties) {
        List<Target> targets = properties.objects("Targets").stream()
                .map(target -> target.to(Target.builder()).build())
                .toList();
        if (targets.isEmpty()) {
            return;
        }
        events.putTargets(put -> put.rule(name).eventBusName(bus(properties)).targets(targets)).failedEntries().stream()
                .findFirst()
                .ifPresent(failure -> {
                    throw new ResourceFailedException(
                            "GeneralServiceException",
                            "Target %s: %s".formatted(failure.targetId(), failure.errorMessage()));
                });
    }

    private void removeTargets(String name, Properties properties, List<String> ids) {
        if (!ids.isEmpty()) {
            events.removeTargets(
                    remove -> remove.rule(name).eventBusName(bus(properties)).ids(ids));
        }
    }

    private static List<String> ids(Properties properties) {
        return properties.objects("Targets").stream()
                .map(target -> target.requiredText("Id"))
                .toList();
    }

    private static String bus(Properties properties) {
        return properties.text("EventBusName").orElse("default");
    }
}
