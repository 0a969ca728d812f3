package dev.greenroom.localcloud.cloudformation.template;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>{{resolve:service:reference}}</code> wherever it stands in a text, however the text came about. */
final class DynamicReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([^:{}]+):([^{}]+)}}");
    private static final String PLAIN = "ssm";
    private static final Set<String> SECRET = Set.of("ssm-secure", "secretsmanager");

    private final Externals externals;

    DynamicReferences(Externals externals) {
        this.externals = externals;
    }

    static boolean isIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    String resolved(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference)));
    }

    /** What change sets show and compare. */
    String resolvedWithoutSecrets(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        SECRET.contains(reference.group(1)) ? reference.group() : value(reference)));
    }

    private String value(MatchResult reference) {
        var service = reference.group(1);
        if (service.equals(PLAIN) || SECRET.contains(service)) {
            return externals.dynamicReference(service, reference.group(2));
        }
        throw TemplateException.error("%s is a dynamic reference to an unknown service", reference.group());
    }
}
