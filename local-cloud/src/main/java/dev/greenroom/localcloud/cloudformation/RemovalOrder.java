package dev.greenroom.localcloud.cloudformation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resources that are to go, each after those that were made from it. Several with the same logical ID are told apart:
 * resources that one another replaced.
 */
final class RemovalOrder {
    private final Map<String, StackResource> resources = new LinkedHashMap<>();

    RemovalOrder(Collection<StackResource> toRemove) {
        for (StackResource resource : toRemove) {
            String key = resource.logicalId();
            for (int n = 2; resources.containsKey(key); n++) {
                key = resource.logicalId() + "#" + n;
            }
            resources.put(key, resource);
        }
    }

    StackResource resource(String key) {
        return resources.get(key);
    }

    /**
     * By key, the keys of those that go before it. Resources that come from different versions of a template may seem
     * to need each other in a circle; then one of them goes first.
     */
    Map<String, Set<String>> graph() {
        List<String> creationOrder = creationOrder();
        var graph = new LinkedHashMap<String, Set<String>>();
        for (int i = creationOrder.size() - 1; i >= 0; i--) {
            String key = creationOrder.get(i);
            var dependents = new LinkedHashSet<String>();
            for (String later : creationOrder.subList(i + 1, creationOrder.size())) {
                if (dependsOn(later, key)) {
                    dependents.add(later);
                }
            }
            graph.put(key, dependents);
        }
        return graph;
    }

    private boolean dependsOn(String key, String other) {
        return resource(key).source().dependencies().contains(resource(other).logicalId());
    }

    private List<String> creationOrder() {
        var ordered = new LinkedHashSet<String>();
        resources.keySet().forEach(key -> visit(key, ordered, new LinkedHashSet<>()));
        return List.copyOf(ordered);
    }

    private void visit(String key, Set<String> ordered, Set<String> underWay) {
        if (ordered.contains(key) || !underWay.add(key)) {
            return;
        }
        resources.keySet().stream()
                .filter(other -> dependsOn(key, other))
                .forEach(other -> visit(other, ordered, underWay));
        ordered.add(key);
    }
}
