package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.stream.IntStream;

/** {@code Fn::Cidr}: the first blocks of a size that an address block is divided into. */
record Cidr(Expression block, Expression count, Expression bits) implements Intrinsic {
    private static final String ARITY = "every Fn::Cidr object requires three parameters, (1) an IP block, (2) the"
            + " number of CIDRs to generate and (3) the number of subnet bits of each.";
    private static final int MAXIMUM = 256;

    static Cidr parse(Node argument, ExpressionParser parser) {
        var arguments =
                Arguments.of(argument, 3, 3, ARITY).stream().map(parser::parse).toList();
        return new Cidr(arguments.get(0), arguments.get(1), arguments.get(2));
    }

    @Override
    public List<String> evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var whole = IpBlock.parse(Text.of(block, arguments, ARITY));
        var blocks = Text.integer(count.evaluate(arguments), ARITY);
        var hostBits = Text.integer(bits.evaluate(arguments), ARITY);
        if (blocks < 1 || blocks > MAXIMUM) {
            throw TemplateException.error("Fn::Cidr generates 1 to %d CIDRs, not %d", MAXIMUM, blocks);
        }
        return IntStream.range(0, blocks)
                .mapToObj(index -> whole.part(index, hostBits).toString())
                .toList();
    }

    @Override
    public List<Expression> parts() {
        return List.of(block, count, bits);
    }
}
