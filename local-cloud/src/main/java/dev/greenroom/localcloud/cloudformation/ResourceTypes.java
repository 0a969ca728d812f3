package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The resource types that this CloudFormation knows, by name. */
final class ResourceTypes {
    private final Map<String, ResourceTypeFamily> families;
    private final Map<String, ResourceType> made;
    private final AwsClients clients;

    private ResourceTypes(
            Map<String, ResourceTypeFamily> families, Map<String, ResourceType> made, AwsClients clients) {
        this.families = families;
        this.made = made;
        this.clients = clients;
    }

    static ResourceTypes of(List<ResourceTypeFamily> families, AwsClients clients) {
        var familyByName = new HashMap<String, ResourceTypeFamily>();
        var byName = new ConcurrentHashMap<String, ResourceType>();
        for (ResourceTypeFamily family : families) {
            for (ResourceType type : family.with(clients)) {
                ResourceType other = byName.putIfAbsent(type.name(), type);
                if (other != null) {
                    throw new IllegalArgumentException("Resource type %s is registered twice: by %s and by %s"
                            .formatted(
                                    type.name(),
                                    other.getClass().getName(),
                                    type.getClass().getName()));
                }
                familyByName.put(type.name(), family);
            }
        }
        return new ResourceTypes(familyByName, byName, clients);
    }

    /** The same types with other clients, of which only those are made that a stack really uses. */
    ResourceTypes with(AwsClients otherClients) {
        return new ResourceTypes(families, new ConcurrentHashMap<>(), otherClients);
    }

    ResourceType get(String name) {
        ResourceType known = made.get(name);
        return known == null ? make(name) : known;
    }

    private synchronized ResourceType make(String name) {
        ResourceTypeFamily family = families.get(name);
        if (family == null) {
            throw new IllegalArgumentException("Resource type %s is not registered".formatted(name));
        }
        family.with(clients).forEach(type -> made.putIfAbsent(type.name(), type));
        return made.get(name);
    }

    /** Refuses a template that names a type that nobody registered, before anything is made. */
    void requireAll(Collection<String> names) {
        var unknown = new TreeSet<>(names);
        unknown.removeAll(families.keySet());
        if (!unknown.isEmpty()) {
            throw CloudFormationErrors.validation("Template format error: Unrecognized resource types: " + unknown);
        }
    }
}
