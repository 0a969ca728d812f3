package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource of a template.
 *
 * @param properties as written, with function calls in their long form
 * @param metadata as written
 * @param creationPolicy as written
 * @param updatePolicy as written
 */
public record ResourceDeclaration(
        String logicalId,
        String type,
        Map<String, Object> properties,
        Optional<String> condition,
        List<String> dependsOn,
        Policy deletionPolicy,
        Policy updateReplacePolicy,
        Map<String, Object> metadata,
        Map<String, Object> creationPolicy,
        Map<String, Object> updatePolicy) {
    public ResourceDeclaration {
        dependsOn = List.copyOf(dependsOn);
    }
}
