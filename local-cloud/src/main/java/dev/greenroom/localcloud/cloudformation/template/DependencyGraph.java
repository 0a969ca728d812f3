package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources need which others to exist first. Free of circles. */
public final class DependencyGraph {
    private final Map<String, Set<String>> dependencies;

    /** @param dependencies by resource, what it needs, in the order of the template */
    public DependencyGraph(Map<String, Set<String>> dependencies) {
        var copy = new LinkedHashMap<String, Set<String>>();
        dependencies.forEach((id, needed) -> copy.put(id, Collections.unmodifiableSet(new LinkedHashSet<>(needed))));
        this.dependencies = Collections.unmodifiableMap(copy);
        var circle = Circles.find(this.dependencies);
        if (!circle.isEmpty()) {
            throw new TemplateException("Circular dependency between resources: " + circle);
        }
    }

    public Set<String> resources() {
        return dependencies.keySet();
    }

    /** What has to exist before a resource is made. */
    public Set<String> dependenciesOf(String logicalId) {
        return dependencies.getOrDefault(logicalId, Set.of());
    }

    /** What has to be gone before a resource is deleted. */
    public Set<String> dependentsOf(String logicalId) {
        var dependents = new LinkedHashSet<String>();
        dependencies.forEach((id, needed) -> {
            if (needed.contains(logicalId)) {
                dependents.add(id);
            }
        });
        return Collections.unmodifiableSet(dependents);
    }

    /** Each resource after all that it needs, else in the order of the template. */
    public List<String> creationOrder() {
        var ordered = new LinkedHashSet<String>();
        dependencies.keySet().forEach(id -> visit(id, ordered));
        return List.copyOf(ordered);
    }

    private void visit(String id, Set<String> ordered) {
        if (!ordered.contains(id)) {
            dependenciesOf(id).forEach(needed -> visit(needed, ordered));
            ordered.add(id);
        }
    }
}
