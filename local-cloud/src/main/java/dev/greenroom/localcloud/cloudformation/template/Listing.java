package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** A list whose elements may be function calls. */
record Listing(List<Expression> parts) implements Expression {
    Listing {
        parts = List.copyOf(parts);
    }

    @Override
    public List<Object> evaluate(Scope scope) {
        return parts.stream()
                .map(scope::part)
                .filter(value -> value != NoValue.INSTANCE)
                .toList();
    }
}
