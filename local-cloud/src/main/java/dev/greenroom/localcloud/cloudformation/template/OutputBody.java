package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An output with its function calls understood. */
record OutputBody(OutputDeclaration declaration, Expression value, Optional<Expression> exportName) {
    private static final Pattern EXPORT_NAME = Pattern.compile("[A-Za-z0-9:-]+");

    Stream<Expression> expressions() {
        return Stream.concat(Stream.of(value), exportName.stream());
    }

    Output evaluate(Scope scope) {
        return new Output(
                declaration.name(),
                text(scope),
                declaration.description(),
                exportName.map(name -> export(name, scope)));
    }

    private String text(Scope scope) {
        var result = value.evaluate(scope);
        if (result instanceof String || result instanceof Number || result instanceof Boolean) {
            return result.toString();
        }
        throw notString(result instanceof Iterable ? "List" : "Map");
    }

    private String export(Expression name, Scope scope) {
        if (name.evaluate(scope) instanceof String text
                && EXPORT_NAME.matcher(text).matches()) {
            return text;
        }
        throw malformedExport(declaration.name());
    }

    static TemplateException notString(String what) {
        return TemplateException.format(
                "The Value field of every Outputs member must evaluate to a String and not a %s.", what);
    }

    static TemplateException malformedExport(String output) {
        return TemplateException.format(
                "Output %s is malformed. The Name field of every Export member must be specified and consist only of"
                        + " alphanumeric characters, colons, or hyphens.",
                output);
    }

    TemplateException dependentExport() {
        return TemplateException.format(
                "Output %s is malformed.  The Name field of Export must not depend on any resources, imported values,"
                        + " or Fn::GetAZs.",
                declaration.name());
    }
}
