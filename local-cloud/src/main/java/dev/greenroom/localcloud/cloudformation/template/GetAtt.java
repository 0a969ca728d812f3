package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.stream.Stream;

/** {@code Fn::GetAtt}: an attribute of a resource. */
record GetAtt(String logicalId, Expression attribute) implements Intrinsic {
    private static final String ARITY = "every Fn::GetAtt object requires two non-empty parameters,"
            + " the resource name and the resource attribute";

    static GetAtt parse(Node argument, ExpressionParser parser) {
        if (argument instanceof Node.Sequence sequence && sequence.elements().size() >= 2) {
            return ofList(sequence.elements(), parser);
        }
        return argument.text().map(GetAtt::ofText).orElseThrow(() -> TemplateException.error(ARITY));
    }

    private static GetAtt ofList(List<Node> elements, ExpressionParser parser) {
        var logicalId = elements.get(0).text().orElse("");
        if (elements.size() > 2) {
            var names = elements.stream().skip(1).map(name -> name.text().orElse(""));
            return of(logicalId, String.join(".", names.toList()));
        }
        var attribute = parser.parse(elements.get(1));
        if (attribute instanceof Literal literal) {
            return of(logicalId, literal.value().toString());
        }
        if (logicalId.isEmpty() || !(attribute instanceof Intrinsic)) {
            throw TemplateException.error(ARITY);
        }
        return new GetAtt(logicalId, attribute);
    }

    private static GetAtt ofText(String text) {
        var dot = text.indexOf('.');
        return dot < 0 ? of(text, "") : of(text.substring(0, dot), text.substring(dot + 1));
    }

    static GetAtt of(String logicalId, String attribute) {
        if (logicalId.isEmpty() || attribute.isEmpty()) {
            throw TemplateException.error(ARITY);
        }
        return new GetAtt(logicalId, new Literal(attribute));
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
        var name = attribute instanceof Literal literal ? literal.value().toString() : "";
        return Stream.of(new Reference.ToAttribute(logicalId, name));
    }
}
