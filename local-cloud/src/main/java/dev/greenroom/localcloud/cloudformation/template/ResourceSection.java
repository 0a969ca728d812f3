package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the Resources section. */
final class ResourceSection {
    private static final int MAXIMUM = 500;
    private static final Set<String> ATTRIBUTES = Set.of(
            "Condition",
            "CreationPolicy",
            "DeletionPolicy",
            "DependsOn",
            "Description",
            "Metadata",
            "Properties",
            "Type",
            "UpdatePolicy",
            "UpdateReplacePolicy",
            "Version");

    private final ExpressionParser parser;

    ResourceSection(ExpressionParser parser) {
        this.parser = parser;
    }

    Map<String, Resource> parse(Optional<Node> section) {
        var resources = Members.parse(section, "Resources", "Resource", this::resource);
        if (resources.isEmpty()) {
            throw TemplateException.format("At least one Resources member must be defined.");
        }
        Members.checkCount("resources", resources.size(), MAXIMUM);
        return resources;
    }

    private Resource resource(String logicalId, Node.Mapping node) {
        var type = node.get("Type")
                .flatMap(Node::text)
                .orElseThrow(() -> TemplateException.format(
                        "[%s] Every Resources object must contain a Type member.", node.path()));
        Members.checkProperties(node, ATTRIBUTES, "resource");
        var properties = object(node, "Properties");
        var metadata = object(node, "Metadata");
        var creationPolicy = object(node, "CreationPolicy");
        var updatePolicy = object(node, "UpdatePolicy");
        var declaration = new ResourceDeclaration(
                logicalId,
                type,
                properties.tree(),
                node.get("Condition").map(ResourceSection::condition),
                node.get("DependsOn").map(ResourceSection::dependsOn).orElse(List.of()),
                Policy.deletion(logicalId, type, properties, node.get("DeletionPolicy")),
                Policy.updateReplace(logicalId, type, node.get("UpdateReplacePolicy")),
                metadata.tree(),
                creationPolicy.tree(),
                updatePolicy.tree());
        var policies = new Structure(Map.of(
                "CreationPolicy", parser.structure(creationPolicy), "UpdatePolicy", parser.structure(updatePolicy)));
        return new Resource(declaration, parser.structure(properties), parser.structure(metadata), policies);
    }

    private static Node.Mapping object(Node.Mapping node, String attribute) {
        if (node.get(attribute).isEmpty()) {
            return new Node.Mapping(node.path().child(attribute), Map.of());
        }
        if (node.entries().get(attribute) instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw TemplateException.format("[%s] %s must be an object.", node.path(), attribute);
    }

    private static String condition(Node node) {
        return Text.literal(node, "All Conditions must be of type string");
    }

    private static List<String> dependsOn(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.elements().stream()
                    .map(element -> element.text()
                            .orElseThrow(() -> TemplateException.format("Every DependsOn value must be a string.")))
                    .toList();
        }
        return List.of(node.text()
                .orElseThrow(() -> TemplateException.format("DependsOn must be a string or list of strings.")));
    }
}
