package dev.greenroom.localcloud.cloudformation.template;

import java.util.stream.Stream;

/** {@code Ref}: the value of a parameter, or the physical ID of a resource. */
record Ref(String name) implements Intrinsic {
    static Ref parse(Node argument, ExpressionParser parser) {
        return argument.text()
                .map(Ref::new)
                .orElseThrow(() -> TemplateException.error("All References must be of type string"));
    }

    @Override
    public Object evaluate(Scope scope) {
        return scope.ref(name);
    }

    @Override
    public Stream<Reference> references() {
        return Stream.of(new Reference.ToResource(name));
    }
}
