package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sections of a template, each understood on its own. */
record Sections(
        Optional<String> formatVersion,
        Optional<String> description,
        Optional<Object> metadata,
        List<String> transforms,
        Map<String, ParameterDeclaration> parameters,
        List<Rule> rules,
        Mappings mappings,
        Map<String, Predicate> conditions,
        Map<String, Resource> resources,
        Map<String, OutputBody> outputs) {
    private static final Set<String> NAMES = Set.of(
            "AWSTemplateFormatVersion",
            "Conditions",
            "Description",
            "Hooks",
            "Mappings",
            "Metadata",
            "Outputs",
            "Parameters",
            "Resources",
            "Rules",
            "Transform");
    private static final String FORMAT_VERSION = "2010-09-09";
    private static final int MAXIMUM_DESCRIPTION = 1024;

    static Sections parse(Node.Mapping root) {
        checkNames(root);
        var transforms = TransformSection.parse(root.get("Transform"));
        var extended = transforms.contains(TransformSection.LANGUAGE_EXTENSIONS);
        var values = new ExpressionParser(Functions.ofValues(extended));
        return new Sections(
                root.get("AWSTemplateFormatVersion").map(Sections::formatVersion),
                root.get("Description").map(Sections::description),
                root.get("Metadata").map(Sections::metadata),
                transforms,
                ParameterSection.parse(root.get("Parameters")),
                RuleSection.parse(root.get("Rules")),
                Mappings.parse(root.get("Mappings")),
                ConditionSection.parse(root.get("Conditions"), new ExpressionParser(Functions.ofConditions(extended))),
                new ResourceSection(values).parse(root.get("Resources")),
                new OutputSection(values).parse(root.get("Outputs")));
    }

    private static void checkNames(Node.Mapping root) {
        var unknown = new TreeSet<>(root.entries().keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new TemplateException("Invalid template property or properties " + unknown);
        }
        if (root.get("Hooks").isPresent()) {
            throw TemplateException.error("The Hooks section is not emulated");
        }
    }

    private static String formatVersion(Node node) {
        return node.text()
                .filter(FORMAT_VERSION::equals)
                .orElseThrow(() -> TemplateException.format("unsupported value for AWSTemplateFormatVersion."));
    }

    private static String description(Node node) {
        var text =
                node.text().orElseThrow(() -> TemplateException.format("Every Description member must be a string."));
        if (text.length() > MAXIMUM_DESCRIPTION) {
            throw TemplateException.format("'Description' length is greater than %d.", MAXIMUM_DESCRIPTION);
        }
        return text;
    }

    private static Object metadata(Node node) {
        if (node instanceof Node.Mapping) {
            return node.tree();
        }
        throw TemplateException.format("[%s] section must be an object.", node.path());
    }

    /** Whether the name is one of a parameter or pseudo parameter. */
    boolean hasParameter(String name) {
        return parameters.containsKey(name) || PseudoParameters.NAMES.contains(name);
    }
}
