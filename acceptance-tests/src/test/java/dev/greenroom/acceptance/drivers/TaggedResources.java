package dev.greenroom.acceptance.drivers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that the stacks of a project made and that can carry tags. */
public final class TaggedResources {
    private final DeployedStacks stacks;
    private final TagReader tags;

    public TaggedResources(Account account) {
        this.stacks = new DeployedStacks(account);
        this.tags = new TagReader(account);
    }

    /** One of them, with the tags that the service itself tells. */
    public record Tagged(String stack, String logicalId, String type, Map<String, String> tags) {
        public Tagged {
            tags = Map.copyOf(tags);
        }

        public boolean has(Set<String> keys) {
            return tags.keySet().containsAll(keys);
        }
    }

    public List<Tagged> of(Project project) {
        var found = new ArrayList<Tagged>();
        for (var stack : stacks.beginningWith(project.name())) {
            for (var resource : stacks.resources(stack)) {
                tags.tags(resource)
                        .ifPresent(its -> found.add(new Tagged(
                                stack.stackName(), resource.logicalResourceId(), resource.resourceType(), its)));
            }
        }
        return found;
    }
}
