package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>{{resolve:service:reference}}</code> wherever it stands in a string. */
final class DynamicReferences {
    private static final Pattern ALL = Pattern.compile("\\{\\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)}}");
    private static final Pattern PLAIN = Pattern.compile("\\{\\{resolve:(ssm):([^{}]+)}}");

    private final Externals externals;

    DynamicReferences(Externals externals) {
        this.externals = externals;
    }

    Map<String, Object> resolve(Map<String, Object> values) {
        return map(values, text -> replace(ALL, text));
    }

    /** Leaves those to secrets as they are. */
    Map<String, Object> resolvePlain(Map<String, Object> values) {
        return map(values, text -> replace(PLAIN, text));
    }

    private String replace(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference)));
    }

    private String value(MatchResult reference) {
        return externals.dynamicReference(reference.group(1), reference.group(2));
    }

    private static Object value(Object value, UnaryOperator<String> replacement) {
        if (value instanceof String text) {
            return replacement.apply(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> value(element, replacement)).toList();
        }
        return value instanceof Map<?, ?> map ? map(map, replacement) : value;
    }

    private static Map<String, Object> map(Map<?, ?> values, UnaryOperator<String> replacement) {
        var resolved = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> resolved.put((String) key, value(value, replacement)));
        return Collections.unmodifiableMap(resolved);
    }
}
