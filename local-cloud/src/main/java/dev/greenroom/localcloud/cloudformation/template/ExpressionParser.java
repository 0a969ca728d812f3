package dev.greenroom.localcloud.cloudformation.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a node into an expression, knowing which functions the section it stands in may use. */
final class ExpressionParser {
    private final Map<String, FunctionSyntax> functions;

    ExpressionParser(Map<String, FunctionSyntax> functions) {
        this.functions = functions;
    }

    Expression parse(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new Literal(scalar.value());
        }
        if (node instanceof Node.Sequence sequence) {
            return new Listing(sequence.elements().stream().map(this::parse).toList());
        }
        return parse((Node.Mapping) node);
    }

    private Expression parse(Node.Mapping mapping) {
        for (var key : mapping.entries().keySet()) {
            if (isFunction(key, mapping)) {
                return call(key, mapping);
            }
        }
        return structure(mapping);
    }

    Structure structure(Node.Mapping mapping) {
        var entries = new LinkedHashMap<String, Expression>();
        mapping.entries().forEach((key, value) -> entries.put(key, parse(value)));
        return new Structure(entries);
    }

    private boolean isFunction(String key, Node.Mapping mapping) {
        return key.startsWith("Fn::") || (mapping.entries().size() == 1 && functions.containsKey(key));
    }

    private Expression call(String name, Node.Mapping mapping) {
        var syntax = functions.get(name);
        if (syntax == null) {
            throw TemplateException.error("[%s] Unknown or unsupported function: %s", mapping.path(), name);
        }
        if (mapping.entries().size() > 1) {
            throw TemplateException.error("[%s] %s must be the only key of its object", mapping.path(), name);
        }
        return syntax.parse(mapping.entries().get(name), this);
    }
}
