package dev.greenroom.localcloud.cloudformation.template;

/** How the arguments of one intrinsic function are written. */
@FunctionalInterface
interface FunctionSyntax {
    Expression parse(Node argument, ExpressionParser parser);
}
