package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.stream.IntStream;

/** {@code Fn::Cidr}: the first blocks of a size that an address block is divided into. */
record Cidr(Expression block, Expression count, Expression bits) implements Intrinsic {
    private static final String ARITY = "every Fn::Cidr object requires two or three parameters, (1) an IP block,"
            + " (2) the number of CIDRs and (3) the number of subnet bits of each.";

    static Cidr parse(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 2, 3, ARITY);
        var bits = arguments.size() == 3 ? parser.parse(arguments.get(2)) : new Literal(8);
        return new Cidr(parser.parse(arguments.get(0)), parser.parse(arguments.get(1)), bits);
    }

    @Override
    public List<String> evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var block = IpBlock.parse(Text.of(this.block, arguments, ARITY));
        var size = number(bits, arguments);
        var blocks = number(count, arguments);
        return IntStream.range(0, blocks)
                .mapToObj(index -> block.part(index, size).toString())
                .toList();
    }

    private static int number(Expression expression, Scope scope) {
        try {
            return Integer.parseInt(Text.of(expression, scope, ARITY));
        } catch (NumberFormatException e) {
            throw TemplateException.error(ARITY);
        }
    }

    @Override
    public List<Expression> parts() {
        return List.of(block, count, bits);
    }
}
