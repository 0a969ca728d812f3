package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** YAML tags: {@code !Sub} is short for {@code Fn::Sub}. */
final class ShortForm {
    private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");
    private static final String STANDARD = "tag:yaml.org,2002:";

    private ShortForm() {}

    /** The function that a tag stands for; empty for a node without a tag or with one of YAML's own. */
    static Optional<String> of(@Nullable String tag) {
        if (tag == null || tag.equals("!") || tag.startsWith(STANDARD)) {
            return Optional.empty();
        }
        var name = tag.substring(1);
        return Optional.of(WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name);
    }
}
