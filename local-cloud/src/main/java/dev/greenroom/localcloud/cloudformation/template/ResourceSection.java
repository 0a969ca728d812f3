package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the Resources section. */
final class ResourceSection {
    private static final ExpressionParser PARSER = new ExpressionParser(Functions.OF_VALUES);
    private static final Set<String> PROPERTIES = Set.of(
            "Condition",
            "CreationPolicy",
            "DeletionPolicy",
            "DependsOn",
            "Metadata",
            "Properties",
            "Type",
            "UpdatePolicy",
            "UpdateReplacePolicy");

    private ResourceSection() {}

    static Map<String, Resource> parse(Optional<Node> section) {
        var resources = Members.parse(section, "Resources", "Resource", ResourceSection::resource);
        if (resources.isEmpty()) {
            throw TemplateException.format("At least one Resources member must be defined.");
        }
        return resources;
    }

    private static Resource resource(String logicalId, Node.Mapping node) {
        var type = node.get("Type")
                .flatMap(Node::text)
                .orElseThrow(() -> TemplateException.format(
                        "[%s] Every Resources object must contain a Type member.", node.path()));
        node.entries().keySet().stream()
                .filter(key -> !PROPERTIES.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new TemplateException("Invalid template resource property '%s'".formatted(key));
                });
        var properties = object(node, "Properties");
        var metadata = object(node, "Metadata");
        var creationPolicy = object(node, "CreationPolicy");
        var updatePolicy = object(node, "UpdatePolicy");
        var declaration = new ResourceDeclaration(
                logicalId,
                type,
                properties.tree(),
                node.get("Condition").flatMap(Node::text),
                node.get("DependsOn").map(ResourceSection::texts).orElse(List.of()),
                policy(node, "DeletionPolicy", logicalId),
                policy(node, "UpdateReplacePolicy", logicalId),
                metadata.tree(),
                creationPolicy.tree(),
                updatePolicy.tree());
        var policies = new Structure(Map.of(
                "CreationPolicy", PARSER.structure(creationPolicy), "UpdatePolicy", PARSER.structure(updatePolicy)));
        return new Resource(declaration, PARSER.structure(properties), PARSER.structure(metadata), policies);
    }

    private static Node.Mapping object(Node.Mapping node, String property) {
        var value = node.get(property).orElse(new Node.Mapping(node.path().child(property), Map.of()));
        if (value instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw TemplateException.format("[%s] %s must be an object.", node.path(), property);
    }

    private static Policy policy(Node.Mapping node, String attribute, String logicalId) {
        return node.get(attribute)
                .flatMap(Node::text)
                .map(text -> Policy.parse(attribute, text, logicalId))
                .orElse(Policy.DELETE);
    }

    private static List<String> texts(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.elements().stream()
                    .flatMap(element -> element.text().stream())
                    .toList();
        }
        return node.text().stream().toList();
    }
}
