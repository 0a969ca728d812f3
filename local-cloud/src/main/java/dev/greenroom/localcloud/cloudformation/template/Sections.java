package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sections of a template, each understood on its own. */
record Sections(
        Optional<String> description,
        Optional<Object> metadata,
        List<String> transforms,
        Map<String, ParameterDeclaration> parameters,
        Mappings mappings,
        Map<String, Expression> conditions,
        Map<String, Resource> resources,
        Map<String, OutputBody> outputs) {
    private static final Set<String> NAMES = Set.of(
            "AWSTemplateFormatVersion",
            "Conditions",
            "Description",
            "Mappings",
            "Metadata",
            "Outputs",
            "Parameters",
            "Resources",
            "Transform");

    static Sections parse(Node.Mapping root) {
        var unknown = new TreeSet<>(root.entries().keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new TemplateException("Invalid template property or properties " + unknown);
        }
        return new Sections(
                root.get("Description").flatMap(Node::text),
                root.get("Metadata").map(Node::tree),
                List.of(),
                ParameterSection.parse(root.get("Parameters")),
                Mappings.parse(root.get("Mappings")),
                ConditionSection.parse(root.get("Conditions")),
                ResourceSection.parse(root.get("Resources")),
                OutputSection.parse(root.get("Outputs")));
    }
}
