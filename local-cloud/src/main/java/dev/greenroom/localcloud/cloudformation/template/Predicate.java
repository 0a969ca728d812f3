package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** A function whose value is true or false, which makes it a condition or an operand of one. */
interface Predicate extends Intrinsic {
    @Override
    Boolean evaluate(Scope scope);

    /** @param rule the error if one of the nodes is not such a function */
    static List<Predicate> parse(List<Node> nodes, ExpressionParser parser, String rule) {
        return nodes.stream().map(node -> parse(node, parser, rule)).toList();
    }

    private static Predicate parse(Node node, ExpressionParser parser, String rule) {
        if (parser.parse(node) instanceof Predicate predicate) {
            return predicate;
        }
        throw TemplateException.error("%s", rule);
    }
}
