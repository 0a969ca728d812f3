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
        var names = names(Arguments.of(argument, 3, 3, ARITY), parser);
        if (names.stream().anyMatch(name -> name instanceof Intrinsic && !isSimple(name))) {
            throw TemplateException.error(ARITY);
        }
        return of(names, Optional.empty());
    }

    private static boolean isSimple(Expression name) {
        return name instanceof Ref || name instanceof FindInMap;
    }

    /**
     * With the transform AWS::LanguageExtensions any function may give a name, and there may be a fourth argument,
     * {@code DefaultValue}.
     */
    static FindInMap parseWithDefault(Node argument, ExpressionParser parser) {
        var arguments = Arguments.of(argument, 3, 4, ARITY);
        var defaultValue =
                arguments.stream().skip(3).map(FindInMap::defaultValue).findFirst();
        return of(names(arguments.subList(0, 3), parser), defaultValue.map(parser::parse));
    }

    private static Node defaultValue(Node options) {
        if (options instanceof Node.Mapping mapping
                && mapping.get("DefaultValue").isPresent()) {
            return mapping.entries().get("DefaultValue");
        }
        throw TemplateException.error(ARITY);
    }

    private static List<Expression> names(List<Node> arguments, ExpressionParser parser) {
        var names = arguments.stream().map(parser::parse).toList();
        if (names.stream().allMatch(name -> name instanceof Literal || name instanceof Intrinsic)) {
            return names;
        }
        throw TemplateException.error(ARITY);
    }

    private static FindInMap of(List<Expression> names, Optional<Expression> defaultValue) {
        return new FindInMap(names.get(0), names.get(1), names.get(2), defaultValue);
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
