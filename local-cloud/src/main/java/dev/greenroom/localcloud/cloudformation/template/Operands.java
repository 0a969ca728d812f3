package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** The operands of {@code Fn::And}, {@code Fn::Or} and {@code Fn::Not}: conditions, not values. */
final class Operands {
    private Operands() {}

    static List<Expression> of(List<Node> nodes, ExpressionParser parser, String rule) {
        var operands = nodes.stream().map(parser::parse).toList();
        if (!operands.stream().allMatch(Operands::isBoolean)) {
            throw TemplateException.error("%s", rule);
        }
        return operands;
    }

    static boolean isBoolean(Expression expression) {
        return expression instanceof And
                || expression instanceof Or
                || expression instanceof Not
                || expression instanceof Equal
                || expression instanceof ConditionReference;
    }

    static boolean isTrue(Expression operand, Scope scope) {
        return Boolean.TRUE.equals(operand.evaluate(scope));
    }
}
