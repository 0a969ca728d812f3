package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the Rules section. */
final class RuleSection {
    private static final ExpressionParser PARSER = new ExpressionParser(Functions.ofRules());
    private static final Set<String> PROPERTIES = Set.of("Assertions", "RuleCondition");

    private RuleSection() {}

    static List<Rule> parse(Optional<Node> section) {
        return List.copyOf(
                Members.parse(section, "Rules", "Rule", RuleSection::rule).values());
    }

    private static Rule rule(String name, Node.Mapping node) {
        Members.checkProperties(node, PROPERTIES, "rule");
        if (node.get("Assertions").orElse(node) instanceof Node.Sequence assertions) {
            return new Rule(
                    name,
                    node.get("RuleCondition").map(RuleSection::predicate),
                    assertions.elements().stream().map(RuleSection::assertion).toList());
        }
        throw TemplateException.format("[%s] Every Rules object must contain an Assertions list.", node.path());
    }

    private static Rule.Assertion assertion(Node node) {
        if (node instanceof Node.Mapping mapping && mapping.get("Assert").isPresent()) {
            return new Rule.Assertion(
                    predicate(mapping.entries().get("Assert")),
                    mapping.get("AssertDescription").flatMap(Node::text));
        }
        throw TemplateException.format("[%s] Every Assertions member must contain an Assert object.", node.path());
    }

    private static Predicate predicate(Node node) {
        if (PARSER.parse(node) instanceof Predicate predicate) {
            return predicate;
        }
        throw TemplateException.format("[%s] Rules can only be boolean operations on parameters.", node.path());
    }
}
