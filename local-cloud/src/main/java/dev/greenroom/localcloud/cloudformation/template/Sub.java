package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code Fn::Sub}: a string with variables that are references or entries of a map of its own.
 *
 * @param variables the map, whose entries count as used even if the string does not mention them
 */
record Sub(List<Piece> pieces, Map<String, Expression> variables) implements Intrinsic {
    private static final String NAME = "Fn::Sub";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9_.:]+");
    private static final String ARITY = "One or more Fn::Sub intrinsic functions don't specify expected arguments."
            + " Specify a string as first argument, and an optional second argument to specify a mapping of values to"
            + " replace in the string";

    /** @param variable its name, empty for the text between variables */
    record Piece(String variable, Expression value) {}

    Sub {
        pieces = List.copyOf(pieces);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    static Sub parse(Node argument, ExpressionParser parser) {
        if (argument instanceof Node.Sequence sequence) {
            var arguments = Arguments.of(sequence, 2, 2, ARITY);
            return of(Text.literal(arguments.get(0), ARITY), variables(arguments.get(1), parser));
        }
        return of(Text.literal(argument, ARITY), Map.of());
    }

    private static Map<String, Expression> variables(Node node, ExpressionParser parser) {
        if (node instanceof Node.Mapping variables) {
            return parser.structure(variables).entries();
        }
        throw TemplateException.error(ARITY);
    }

    private static Sub of(String template, Map<String, Expression> variables) {
        var pieces = new ArrayList<Piece>();
        var matcher = VARIABLE.matcher(template);
        var end = 0;
        while (matcher.find()) {
            pieces.add(text(template.substring(end, matcher.start())));
            pieces.add(piece(matcher.group(1), variables));
            end = matcher.end();
        }
        pieces.add(text(template.substring(end)));
        return new Sub(pieces, variables);
    }

    private static Piece piece(String name, Map<String, Expression> variables) {
        if (name.startsWith("!")) {
            return text("${" + name.substring(1) + "}");
        }
        if (!VARIABLE_NAME.matcher(name).matches()) {
            throw TemplateException.error("variable names in Fn::Sub syntax must contain only alphanumeric characters,"
                    + " underscores, periods, and colons");
        }
        var variable = variables.get(name);
        return new Piece(name, variable == null ? reference(name) : variable);
    }

    private static Expression reference(String name) {
        return name.contains(".") ? GetAtt.of(NAME, name) : new Ref(name);
    }

    private static Piece text(String text) {
        return new Piece("", new Literal(text));
    }

    @Override
    public String evaluate(Scope scope) {
        var arguments = scope.forArguments();
        var text = new StringBuilder();
        for (var piece : pieces) {
            var rule = "variable %s in Fn::Sub expression does not resolve to a string".formatted(piece.variable());
            text.append(Text.of(piece.value(), arguments, rule));
        }
        return text.toString();
    }

    @Override
    public List<Expression> parts() {
        return Stream.concat(pieces.stream().map(Piece::value), variables.values().stream())
                .distinct()
                .toList();
    }
}
