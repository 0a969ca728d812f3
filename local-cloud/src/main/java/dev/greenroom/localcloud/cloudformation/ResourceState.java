package dev.greenroom.localcloud.cloudformation;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;

/**
 * A resource that exists.
 *
 * @param physicalId what {@code Ref} returns, and the name the resource has in events
 * @param attributes what {@code Fn::GetAtt} returns, by attribute name ({@code Endpoint.Address}); values are strings
 *     or lists of strings
 */
public record ResourceState(String physicalId, Map<String, Object> attributes) {
    public ResourceState {
        requireNonNull(physicalId, "physicalId is null");
        attributes = Map.copyOf(attributes);
    }

    public static ResourceState of(String physicalId) {
        return new ResourceState(physicalId, Map.of());
    }

    public ResourceState with(String attribute, Object value) {
        var all = new HashMap<>(attributes);
        all.put(attribute, value);
        return new ResourceState(physicalId, all);
    }
}
