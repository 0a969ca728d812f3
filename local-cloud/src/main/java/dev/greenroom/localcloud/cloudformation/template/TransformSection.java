package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Optional;

/** Reads the Transform section: a name or a list of names. */
final class TransformSection {
    static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

    private TransformSection() {}

    static List<String> parse(Optional<Node> section) {
        return section.map(TransformSection::nodes).orElse(List.of()).stream()
                .map(TransformSection::name)
                .toList();
    }

    private static List<Node> nodes(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.elements() : List.of(node);
    }

    private static String name(Node node) {
        var named = node instanceof Node.Mapping mapping ? mapping.get("Name") : Optional.of(node);
        var name = named.flatMap(Node::text)
                .orElseThrow(() -> new TemplateException("Key Name of transform definition must be a string."));
        if (name.equals(LANGUAGE_EXTENSIONS)) {
            return name;
        }
        throw TemplateException.error("Transform %s is not emulated", name);
    }
}
