package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the Parameters section. */
final class ParameterSection {
    private static final int MAXIMUM = 200;
    private static final Set<String> PROPERTIES = Set.of(
            "AllowedPattern",
            "AllowedValues",
            "ConstraintDescription",
            "Default",
            "Description",
            "MaxLength",
            "MaxValue",
            "MinLength",
            "MinValue",
            "NoEcho",
            "Type");

    private ParameterSection() {}

    static Map<String, ParameterDeclaration> parse(Optional<Node> section) {
        var parameters = Members.parse(section, "Parameters", "Parameter", ParameterSection::parameter);
        Members.checkCount("parameters", parameters.size(), MAXIMUM);
        return parameters;
    }

    private static ParameterDeclaration parameter(String name, Node.Mapping node) {
        Members.checkProperties(node, PROPERTIES, "parameter");
        var type = text(node, "Type")
                .map(ParameterType::parse)
                .orElseThrow(() -> TemplateException.format("Every Parameters object must contain a Type member."));
        var declaration = new ParameterDeclaration(
                name,
                type,
                text(node, "Default"),
                text(node, "Description"),
                text(node, "NoEcho").map(Boolean::parseBoolean).orElse(false),
                constraints(name, type, node));
        declaration.defaultValue().ifPresent(declaration::check);
        return declaration;
    }

    private static ParameterConstraints constraints(String name, ParameterType type, Node.Mapping node) {
        var notAllowed = type.isNumber()
                ? Map.of("AllowedPattern", "String", "MinLength", "String", "MaxLength", "String")
                : Map.of("MinValue", "Number", "MaxValue", "Number");
        notAllowed.forEach((property, requiredType) -> {
            if (node.get(property).isPresent()) {
                throw TemplateException.error(
                        "Parameter '%s' %s must be on a parameter of type %s", name, property, requiredType);
            }
        });
        var constraints = new ParameterConstraints(
                node.get("AllowedValues").map(ParameterSection::texts).orElse(List.of()),
                text(node, "AllowedPattern").map(pattern -> pattern(name, pattern)),
                number(node, "MinValue", BigDecimal::new),
                number(node, "MaxValue", BigDecimal::new),
                number(node, "MinLength", Integer::valueOf),
                number(node, "MaxLength", Integer::valueOf),
                text(node, "ConstraintDescription"));
        checkOrder(name, "Value", constraints.minValue(), constraints.maxValue());
        checkOrder(name, "Length", constraints.minLength(), constraints.maxLength());
        return constraints;
    }

    private static <T extends Comparable<T>> void checkOrder(
            String name, String what, Optional<T> minimum, Optional<T> maximum) {
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            throw TemplateException.error("Parameter '%s' Min%s must be less than Max%s.", name, what, what);
        }
    }

    private static String pattern(String name, String pattern) {
        try {
            return Pattern.compile(pattern).pattern();
        } catch (PatternSyntaxException e) {
            throw new TemplateException(
                    "Parameter '%s' AllowedPattern must be a valid regular expression.".formatted(name));
        }
    }

    private static <T> Optional<T> number(Node.Mapping node, String property, Function<String, T> parser) {
        return text(node, property).map(text -> {
            try {
                return parser.apply(text);
            } catch (NumberFormatException e) {
                throw TemplateException.format("Every %s member must be a number.", property);
            }
        });
    }

    private static Optional<String> text(Node.Mapping node, String property) {
        return node.get(property).map(value -> value.text()
                .orElseThrow(() -> TemplateException.format("Every %s member must be a string.", property)));
    }

    private static List<String> texts(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.elements().stream()
                    .map(ParameterSection::allowedValue)
                    .toList();
        }
        throw TemplateException.format("Every AllowedValues member must be a list.");
    }

    private static String allowedValue(Node node) {
        return node.text().orElseThrow(() -> TemplateException.format("Every AllowedValues value must be a string."));
    }
}
