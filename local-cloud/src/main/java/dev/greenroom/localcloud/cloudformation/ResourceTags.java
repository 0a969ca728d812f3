package dev.greenroom.localcloud.cloudformation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags that a resource gets from its own properties, from its stack and from CloudFormation. */
final class ResourceTags {
    private static final String PROPERTY = "Tags";

    private ResourceTags() {}

    static Map<String, String> of(Stack stack, Map<String, String> stackTags, String logicalId, Properties properties) {
        var tags = new LinkedHashMap<>(stackTags);
        tags.putAll(own(properties));
        tags.put("aws:cloudformation:stack-name", stack.name());
        tags.put("aws:cloudformation:stack-id", stack.id());
        tags.put("aws:cloudformation:logical-id", logicalId);
        return tags;
    }

    /** Most types have a list of keys and values, some a map. */
    private static Map<String, String> own(Properties properties) {
        var tags = new LinkedHashMap<String, String>();
        if (properties.tree().get(PROPERTY) instanceof List<?>) {
            properties.objects(PROPERTY).forEach(tag -> tag.text("Key")
                    .ifPresent(key -> tags.put(key, tag.text("Value").orElse(""))));
        } else {
            properties.object(PROPERTY).tree().forEach((key, value) -> tags.put(key, String.valueOf(value)));
        }
        return tags;
    }
}
