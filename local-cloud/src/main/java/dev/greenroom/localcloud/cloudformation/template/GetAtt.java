package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code Fn::GetAtt}, or {@code ${Resource.Attribute}} within {@code Fn::Sub}: an attribute of a resource.
 *
 * @param function the one of the two that it was written with
 */
record GetAtt(String function, String logicalId, Expression attribute) implements Intrinsic {
    private static final String NAME = "Fn::GetAtt";
    private static final String ARITY = "every Fn::GetAtt object requires two non-empty parameters,"
            + " the resource name and the resource attribute";

    static GetAtt parse(Node argument, ExpressionParser parser) {
        if (argument instanceof Node.Sequence sequence) {
            return ofList(Arguments.of(sequence, 2, Integer.MAX_VALUE, ARITY), parser);
        }
        return of(NAME, Text.literal(argument, ARITY));
    }

    /** Beyond two elements, those after the first are the attribute: {@code [Database, Endpoint, Address]}. */
    private static GetAtt ofList(List<Node> elements, ExpressionParser parser) {
        var logicalId = Text.literal(elements.get(0), ARITY);
        if (elements.size() == 2 && parser.parse(elements.get(1)) instanceof Ref attribute) {
            return new GetAtt(NAME, logicalId, attribute);
        }
        var names = elements.stream().skip(1).map(name -> Text.literal(name, ARITY));
        return of(NAME, logicalId, String.join(".", names.toList()));
    }

    /** @param reference {@code Resource.Attribute}, where an attribute may have dots of its own */
    static GetAtt of(String function, String reference) {
        var dot = reference.indexOf('.');
        return dot < 0
                ? of(function, reference, "")
                : of(function, reference.substring(0, dot), reference.substring(dot + 1));
    }

    private static GetAtt of(String function, String logicalId, String attribute) {
        if (logicalId.isEmpty() || attribute.isEmpty()) {
            throw TemplateException.error(ARITY);
        }
        return new GetAtt(function, logicalId, new Literal(attribute));
    }

    TemplateException undefined() {
        return function.equals(NAME)
                ? TemplateException.error("instance of Fn::GetAtt references undefined resource %s", logicalId)
                : TemplateException.error(
                        "instance of %s references invalid resource attribute %s.%s",
                        function, logicalId, attributeName());
    }

    private String attributeName() {
        return attribute instanceof Literal literal ? literal.value().toString() : "";
    }

    @Override
    public Object evaluate(Scope scope) {
        return scope.attribute(logicalId, Text.of(attribute, scope.forArguments(), ARITY));
    }

    @Override
    public List<Expression> parts() {
        return List.of(attribute);
    }

    @Override
    public Stream<Reference> references() {
        return Stream.of(new Reference.ToAttribute(logicalId, attributeName()));
    }
}
