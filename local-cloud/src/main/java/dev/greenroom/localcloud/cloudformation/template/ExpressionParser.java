package dev.greenroom.localcloud.cloudformation.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Turns a node into an expression, knowing which functions the section it stands in may use. */
final class ExpressionParser {
    private final Map<String, FunctionSyntax> functions;

    ExpressionParser(Map<String, FunctionSyntax> functions) {
        this.functions = Map.copyOf(functions);
    }

    Expression parse(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new Literal(scalar.value());
        }
        if (node instanceof Node.Sequence sequence) {
            return new Listing(sequence.elements().stream().map(this::parse).toList());
        }
        var mapping = (Node.Mapping) node;
        return isCall(mapping) ? call(mapping) : structure(mapping);
    }

    private boolean isCall(Node.Mapping mapping) {
        return mapping.entries().size() == 1
                && mapping.entries().keySet().stream()
                        .allMatch(key -> functions.containsKey(key) || key.startsWith("Fn::"));
    }

    private Expression call(Node.Mapping mapping) {
        var name = mapping.entries().keySet().iterator().next();
        var syntax = functions.get(name);
        if (syntax == null) {
            throw unsupported(mapping.path(), name);
        }
        return syntax.parse(mapping.entries().get(name), this);
    }

    /** A map that is not itself a function call. */
    Structure structure(Node.Mapping mapping) {
        var entries = new LinkedHashMap<String, Expression>();
        mapping.entries().forEach((key, value) -> {
            if (key.startsWith("Fn::")) {
                throw unsupported(mapping.path(), key);
            }
            entries.put(key, parse(value));
        });
        return new Structure(entries);
    }

    private TemplateException unsupported(Path path, String function) {
        return TemplateException.error(
                "[%s] Encountered unsupported function: %s Supported functions are: %s",
                path, function, new TreeSet<>(functions.keySet()));
    }
}
