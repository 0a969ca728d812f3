package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Fn::FindInMap}: a value of the Mappings section. */
record FindInMap(Expression map, Expression key, Expression attribute, Optional<Expression> defaultValue)
        implements Intrinsic {
    private static final String ARITY = "every Fn::FindInMap object requires three parameters, the map name, map key"
            + " and the attribute for return value";

    static FindInMap parse(Node argument, ExpressionParser parser) {
        return of(Arguments.of(argument, 3, 3, ARITY), Optional.empty(), parser);
    }

    /** With the transform AWS::LanguageExtensions there may be a fourth argument, {@code DefaultValue}. */
    static FindInMap parseWithDefault(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 3, 4, ARITY);
        if (arguments.size() == 3) {
            return of(arguments, Optional.empty(), parser);
        }
        if (arguments.get(3) instanceof Node.Mapping options
                && options.get("DefaultValue").isPresent()) {
            return of(arguments, options.get("DefaultValue").map(parser::parse), parser);
        }
        throw TemplateException.error(ARITY);
    }

    private static FindInMap of(List<Node> arguments, Optional<Expression> defaultValue, ExpressionParser parser) {
        return new FindInMap(
                name(arguments.get(0), parser),
                name(arguments.get(1), parser),
                name(arguments.get(2), parser),
                defaultValue);
    }

    private static Expression name(Node node, ExpressionParser parser) {
        var name = parser.parse(node);
        if (name instanceof Literal || name instanceof Intrinsic) {
            return name;
        }
        throw TemplateException.error(ARITY);
    }

    /** The name of the map, unless a function gives it. */
    Optional<String> mapName() {
        return map instanceof Literal literal ? Optional.of(literal.value().toString()) : Optional.empty();
    }

    @Override
    public Object evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var mapText = Text.of(map, arguments, ARITY);
        var keyText = Text.of(key, arguments, ARITY);
        var attributeText = Text.of(attribute, arguments, ARITY);
        var found = scope.mappings().find(mapText, keyText, attributeText);
        if (found.isPresent()) {
            return found.get();
        }
        return defaultValue.map(scope::part).orElseThrow(() -> scope.mappings()
                .missing(mapText, keyText, attributeText));
    }

    @Override
    public List<Expression> parts() {
        var parts = new ArrayList<>(List.of(map, key, attribute));
        defaultValue.ifPresent(parts::add);
        return parts;
    }
}
