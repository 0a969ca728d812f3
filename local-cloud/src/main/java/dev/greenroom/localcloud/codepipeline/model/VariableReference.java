package dev.greenroom.localcloud.codepipeline.model;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference in an action's configuration: {@code #{namespace.key}}. */
public record VariableReference(String text, String namespace, String key) {
    private static final Pattern REFERENCE = Pattern.compile("#\\{([^}]*)}");

    /** Those of a text, in their order. What has no dot has an empty namespace, which nobody declares. */
    public static List<VariableReference> in(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(match -> of(match.group(1)))
                .toList();
    }

    /** The text with each reference replaced by what it stands for. */
    public static String replace(String text, Function<VariableReference, String> value) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value.apply(of(match.group(1)))));
    }

    private static VariableReference of(String inner) {
        int dot = inner.indexOf('.');
        return new VariableReference(
                "#{" + inner + "}", dot < 0 ? "" : inner.substring(0, dot), inner.substring(dot + 1));
    }
}
