package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the Parameters section. */
final class ParameterSection {
    private static final Set<String> PROPERTIES = Set.of(
            "AllowedPattern",
            "AllowedValues",
            "ConstraintDescription",
            "Default",
            "Description",
            "MaxLength",
            "MaxValue",
            "MinLength",
            "MinValue",
            "NoEcho",
            "Type");

    private ParameterSection() {}

    static Map<String, ParameterDeclaration> parse(Optional<Node> section) {
        return Members.parse(section, "Parameters", "Parameter", ParameterSection::parameter);
    }

    private static ParameterDeclaration parameter(String name, Node.Mapping node) {
        node.entries().keySet().stream()
                .filter(key -> !PROPERTIES.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new TemplateException("Invalid template parameter property '%s'".formatted(key));
                });
        var type = node.get("Type")
                .flatMap(Node::text)
                .orElseThrow(() -> TemplateException.format("Every Parameters object must contain a Type member."));
        return new ParameterDeclaration(
                name,
                ParameterType.parse(type),
                text(node, "Default"),
                text(node, "Description"),
                text(node, "NoEcho").map(Boolean::parseBoolean).orElse(false),
                node.get("AllowedValues").map(ParameterSection::texts).orElse(List.of()),
                text(node, "AllowedPattern"),
                text(node, "MinValue").map(BigDecimal::new),
                text(node, "MaxValue").map(BigDecimal::new),
                text(node, "MinLength").map(Integer::valueOf),
                text(node, "MaxLength").map(Integer::valueOf),
                text(node, "ConstraintDescription"));
    }

    private static Optional<String> text(Node.Mapping node, String property) {
        return node.get(property).map(value -> value.text()
                .orElseThrow(() -> TemplateException.format("Every %s member must be a string.", property)));
    }

    private static List<String> texts(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.elements().stream()
                    .flatMap(element -> element.text().stream())
                    .toList();
        }
        throw TemplateException.format("Every AllowedValues member must be a list.");
    }
}
