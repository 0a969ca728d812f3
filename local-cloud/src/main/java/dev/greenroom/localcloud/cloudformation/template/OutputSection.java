package dev.greenroom.localcloud.cloudformation.template;

import java.util.Map;
import java.util.Optional;

/** Reads the Outputs section. */
final class OutputSection {
    private static final ExpressionParser PARSER = new ExpressionParser(Functions.OF_VALUES);

    private OutputSection() {}

    static Map<String, OutputBody> parse(Optional<Node> section) {
        return Members.parse(section, "Outputs", "Output", OutputSection::output);
    }

    private static OutputBody output(String name, Node.Mapping node) {
        var value = node.get("Value")
                .map(PARSER::parse)
                .orElseThrow(() -> TemplateException.format("Every Outputs member must contain a Value object"));
        var export = node.get("Export").map(exportNode -> exportName(name, exportNode));
        return new OutputBody(
                new OutputDeclaration(
                        name,
                        node.get("Description").flatMap(Node::text),
                        node.get("Condition").flatMap(Node::text)),
                value,
                export);
    }

    private static Expression exportName(String output, Node export) {
        if (export instanceof Node.Mapping mapping && mapping.get("Name").isPresent()) {
            return PARSER.parse(mapping.entries().get("Name"));
        }
        throw malformedExport(output);
    }

    static TemplateException malformedExport(String output) {
        return TemplateException.format(
                "Output %s is malformed. The Name field of every Export member must be specified and consist only of"
                        + " alphanumeric characters, colons, or hyphens.",
                output);
    }
}
