package dev.greenroom.localcloud.cloudformation.template;

/** A string, number or boolean. */
record Literal(Object value) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
        return value;
    }
}
