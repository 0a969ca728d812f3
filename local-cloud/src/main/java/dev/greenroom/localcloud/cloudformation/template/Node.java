package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a template as it was written, whichever of YAML and JSON it was written in. Short forms such as
 * {@code !Ref X} have become the long ones.
 */
sealed interface Node {
    Path path();

    /** As maps, lists, strings, numbers and booleans. */
    Object tree();

    /** The text of a scalar. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** @param value a string, a boolean, or a number whose text is what was written */
    record Scalar(Path path, Object value) implements Node {
        @Override
        public Object tree() {
            return value;
        }

        @Override
        public Optional<String> text() {
            return Optional.of(value.toString());
        }
    }

    record Sequence(Path path, List<Node> elements) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public Object tree() {
            return elements.stream().map(Node::tree).toList();
        }
    }

    record Mapping(Path path, Map<String, Node> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public Map<String, Object> tree() {
            var tree = new LinkedHashMap<String, Object>();
            entries.forEach((key, value) -> tree.put(key, value.tree()));
            return Collections.unmodifiableMap(tree);
        }

        Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }
}
