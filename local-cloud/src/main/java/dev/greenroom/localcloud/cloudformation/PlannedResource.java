package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/** What a change will do to one resource, and how a change set shows that; empty if it is not touched. */
record PlannedResource(Fate fate, Optional<Change> change) {
    enum Fate {
        ADDED,
        KEPT,
        UPDATED,
        /** Depends on values that are known only while the change is made. */
        PERHAPS_REPLACED,
        REPLACED;

        boolean keepsPhysicalId() {
            return this == KEPT || this == UPDATED;
        }
    }

    static PlannedResource added(String id, String type, StackResource.Source source) {
        var change = ResourceChange.builder()
                .action(ChangeAction.ADD)
                .logicalResourceId(id)
                .resourceType(type)
                .scope(List.of())
                .details(List.of())
                .afterContext(context(source))
                .build();
        return new PlannedResource(Fate.ADDED, Optional.of(change(change)));
    }

    static Change removal(StackResource resource) {
        return change(ResourceChange.builder()
                .action(ChangeAction.REMOVE)
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .policyAction(
                        switch (resource.source().deletionPolicy()) {
                            case DELETE -> PolicyAction.DELETE;
                            case RETAIN, RETAIN_EXCEPT_ON_CREATE -> PolicyAction.RETAIN;
                            case SNAPSHOT -> PolicyAction.SNAPSHOT;
                        })
                .scope(List.of())
                .details(List.of())
                .beforeContext(context(resource.source()))
                .build());
    }

    static PlannedResource changed(
            Engine engine, StackResource before, StackResource.Source after, Difference difference, Causes causes) {
        if (difference.isNone() && !before.hasFailed()) {
            return new PlannedResource(Fate.KEPT, Optional.empty());
        }
        Fate fate = fate(difference, causes);
        var details = details(engine, before, after, difference, causes);
        var change = ResourceChange.builder()
                .action(ChangeAction.MODIFY)
                .logicalResourceId(before.logicalId())
                .physicalResourceId(before.physicalId())
                .resourceType(before.type())
                .replacement(
                        switch (fate) {
                            case REPLACED -> Replacement.TRUE;
                            case PERHAPS_REPLACED -> Replacement.CONDITIONAL;
                            default -> Replacement.FALSE;
                        })
                .policyAction(fate == Fate.REPLACED ? policyAction(after.updateReplacePolicy()) : null)
                .scope(scope(details))
                .details(details)
                .beforeContext(context(before.source()))
                .afterContext(context(after))
                .build();
        return new PlannedResource(fate, Optional.of(change(change)));
    }

    private static Fate fate(Difference difference, Causes causes) {
        if (!difference.needsReplacement()) {
            return Fate.UPDATED;
        }
        return difference.replacing().stream().anyMatch(causes::isCertain) ? Fate.REPLACED : Fate.PERHAPS_REPLACED;
    }

    private static PolicyAction policyAction(Policy policy) {
        return switch (policy) {
            case DELETE -> PolicyAction.REPLACE_AND_DELETE;
            case RETAIN, RETAIN_EXCEPT_ON_CREATE -> PolicyAction.REPLACE_AND_RETAIN;
            case SNAPSHOT -> PolicyAction.REPLACE_AND_SNAPSHOT;
        };
    }

    private static Set<ResourceAttribute> scope(List<ResourceChangeDetail> details) {
        var scope = new LinkedHashSet<ResourceAttribute>();
        details.forEach(detail -> scope.add(detail.target().attribute()));
        return scope;
    }

    private static List<ResourceChangeDetail> details(
            Engine engine, StackResource before, StackResource.Source after, Difference difference, Causes causes) {
        var details = new ArrayList<ResourceChangeDetail>();
        Properties was = before.source().properties().shown();
        Properties becomes = after.properties().shown();
        for (String property : difference.properties()) {
            RequiresRecreation recreation = recreation(engine, before.type(), property);
            for (Causes.Cause cause : causes.of(property)) {
                details.add(detail(
                        property,
                        recreation,
                        cause,
                        was.tree().get(property),
                        becomes.tree().get(property)));
            }
        }
        if (difference.stackTags()) {
            details.add(detail(ResourceAttribute.TAGS));
        }
        if (difference.metadata()) {
            details.add(detail(ResourceAttribute.METADATA));
        }
        return details;
    }

    private static RequiresRecreation recreation(Engine engine, String type, String property) {
        return engine.schema(type)
                .map(schema -> {
                    if (schema.replacingProperties().contains(property)) {
                        return RequiresRecreation.ALWAYS;
                    }
                    return schema.conditionallyReplacingProperties().contains(property)
                            ? RequiresRecreation.CONDITIONALLY
                            : RequiresRecreation.NEVER;
                })
                .orElse(RequiresRecreation.NEVER);
    }

    private static ResourceChangeDetail detail(
            String property,
            RequiresRecreation recreation,
            Causes.Cause cause,
            @Nullable Object was,
            @Nullable Object becomes) {
        boolean tags = property.equals("Tags");
        return ResourceChangeDetail.builder()
                .target(target -> target.attribute(tags ? ResourceAttribute.TAGS : ResourceAttribute.PROPERTIES)
                        .name(tags ? null : property)
                        .requiresRecreation(recreation)
                        .path("/Properties/" + property)
                        .beforeValue(text(was))
                        .afterValue(text(becomes)))
                .evaluation(cause.evaluation())
                .changeSource(cause.source())
                .causingEntity(cause.entity().orElse(null))
                .build();
    }

    private static ResourceChangeDetail detail(ResourceAttribute attribute) {
        return ResourceChangeDetail.builder()
                .target(target -> target.attribute(attribute).requiresRecreation(RequiresRecreation.NEVER))
                .evaluation(EvaluationType.STATIC)
                .changeSource(ChangeSource.DIRECT_MODIFICATION)
                .build();
    }

    private static Change change(ResourceChange change) {
        return Change.builder().type(ChangeType.RESOURCE).resourceChange(change).build();
    }

    private static String context(StackResource.Source source) {
        return Json.text(Map.of("Properties", source.properties().shown().tree()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof Map || value instanceof List
                ? Json.text(value)
                : value == null ? null : value.toString();
    }
}
