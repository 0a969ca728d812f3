package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a stack shall be.
 *
 * @param parameters by name; a parameter that is not here has its default
 * @param kept parameters whose value stays as it is on a stack that exists, since somebody else decides about them
 */
public record StackSpec(
        String name, Template template, Map<String, String> parameters, Set<String> kept, Map<String, String> tags) {
    /** @throws DeploymentException when the template has no such parameter, or misses one */
    public StackSpec {
        requireNonNull(name, "name is null");
        requireNonNull(template, "template is null");
        parameters = Map.copyOf(parameters);
        kept = Set.copyOf(kept);
        tags = Map.copyOf(tags);

        var unknown = new TreeSet<>(parameters.keySet());
        unknown.addAll(kept);
        unknown.removeAll(template.parameters());
        refuse(name, template, unknown, "has no parameter");
        var missing = new TreeSet<>(template.required());
        missing.removeAll(parameters.keySet());
        refuse(name, template, missing, "needs a value for");
    }

    private static void refuse(String stack, Template template, Set<String> parameters, String problem) {
        if (!parameters.isEmpty()) {
            throw new DeploymentException("Tried to prepare stack %s but template %s %s %s"
                    .formatted(stack, template.name(), problem, String.join(", ", parameters)));
        }
    }
}
