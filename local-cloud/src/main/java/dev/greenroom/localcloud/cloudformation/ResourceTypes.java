package dev.greenroom.localcloud.cloudformation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The resource types that this CloudFormation knows, by name. */
final class ResourceTypes {
    private final Map<String, ResourceType> byName = new HashMap<>();

    ResourceTypes(List<ResourceType> types) {
        for (ResourceType type : types) {
            ResourceType other = byName.putIfAbsent(type.name(), type);
            if (other != null) {
                throw new IllegalArgumentException("Resource type %s is registered twice: by %s and by %s"
                        .formatted(
                                type.name(),
                                other.getClass().getName(),
                                type.getClass().getName()));
            }
        }
    }

    ResourceType get(String name) {
        ResourceType type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException("Resource type %s is not registered".formatted(name));
        }
        return type;
    }

    /** Refuses a template that names a type that nobody registered, before anything is made. */
    void requireAll(Collection<String> names) {
        var unknown = new TreeSet<>(names);
        unknown.removeAll(byName.keySet());
        if (!unknown.isEmpty()) {
            throw CloudFormationErrors.validation("Template format error: Unrecognized resource types: " + unknown);
        }
    }
}
