package dev.greenroom.acceptance.drivers;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that the stacks of a project made and that can carry tags. */
public final class TaggedResources {
    private final DeployedStacks stacks;
    private final TagReader tags;

    public TaggedResources(Account account) {
        this.stacks = new DeployedStacks(account);
        this.tags = new TagReader(account);
    }

    /** One of them, with the tags that the service itself tells. */
    public record Tagged(String stack, String logicalId, Map<String, String> tags) {
        public Tagged {
            tags = Map.copyOf(tags);
        }

        /** Empty when it doesn't carry it. */
        public String tag(String key) {
            return tags.getOrDefault(key, "");
        }
    }

    public List<Tagged> of(Project project) {
        var found = new ArrayList<Tagged>();
        for (var stack : stacks.beginningWith(project.name())) {
            for (var resource : stacks.resources(stack)) {
                tags.tags(resource)
                        .ifPresent(its -> found.add(new Tagged(stack.stackName(), resource.logicalResourceId(), its)));
            }
        }
        found.sort(comparing(Tagged::stack).thenComparing(Tagged::logicalId));
        return found;
    }
}
