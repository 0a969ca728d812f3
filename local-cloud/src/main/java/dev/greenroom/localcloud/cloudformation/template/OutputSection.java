package dev.greenroom.localcloud.cloudformation.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the Outputs section. */
final class OutputSection {
    private static final int MAXIMUM = 200;
    private static final Set<String> PROPERTIES = Set.of("Condition", "Description", "Export", "Value");

    private final ExpressionParser parser;

    OutputSection(ExpressionParser parser) {
        this.parser = parser;
    }

    Map<String, OutputBody> parse(Optional<Node> section) {
        var outputs = Members.parse(section, "Outputs", "Output", this::output);
        if (outputs.size() > MAXIMUM) {
            throw TemplateException.format("Outputs count %d is greater than max allowed %d", outputs.size(), MAXIMUM);
        }
        return outputs;
    }

    private OutputBody output(String name, Node.Mapping node) {
        checkProperties(node);
        var value = node.get("Value")
                .map(parser::parse)
                .orElseThrow(() -> TemplateException.format("Every Outputs member must contain a Value object"));
        if (value instanceof Structure) {
            throw OutputBody.notString("Map");
        }
        if (value instanceof Listing) {
            throw OutputBody.notString("List");
        }
        var declaration = new OutputDeclaration(
                name, text(node, "Description"), node.get("Condition").flatMap(Node::text));
        return new OutputBody(declaration, value, node.get("Export").map(export -> exportName(name, export)));
    }

    private static void checkProperties(Node.Mapping node) {
        var unknown = new TreeSet<>(node.entries().keySet());
        unknown.removeAll(PROPERTIES);
        if (!unknown.isEmpty()) {
            throw new TemplateException("Invalid output property or properties " + unknown);
        }
    }

    private static Optional<String> text(Node.Mapping node, String property) {
        return node.get(property).map(value -> value.text()
                .orElseThrow(() -> TemplateException.format("Every %s member must be a string.", property)));
    }

    private Expression exportName(String output, Node export) {
        if (export instanceof Node.Mapping mapping && mapping.get("Name").isPresent()) {
            return parser.parse(mapping.entries().get("Name"));
        }
        throw OutputBody.malformedExport(output);
    }
}
