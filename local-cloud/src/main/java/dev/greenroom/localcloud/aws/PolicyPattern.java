package dev.greenroom.localcloud.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a policy that others are compared with: {@code *}, {@code ?} and variables such as {@code ${aws:userid}}. */
record PolicyPattern(String text) {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{([^}]*)}|[*?$]|[^*?$]+");

    boolean isLike(String value, AccessRequest request) {
        return matches(value, request, 0);
    }

    /** As actions are compared: without regard to upper and lower case. */
    boolean isLikeInAnyCase(String value, AccessRequest request) {
        return matches(value, request, Pattern.CASE_INSENSITIVE);
    }

    /** The text with its variables, where wildcards are nothing special; empty when a variable is unknown. */
    Optional<String> filled(AccessRequest request) {
        var filled = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            Optional<String> value =
                    variable(token).map(name -> value(name, request)).orElse(Optional.of(token.group()));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(value.get());
        }
        return Optional.of(filled.toString());
    }

    private boolean matches(String value, AccessRequest request, int flags) {
        return regex(request)
                .filter(regex -> Pattern.compile(regex, flags | Pattern.DOTALL)
                        .matcher(value)
                        .matches())
                .isPresent();
    }

    private Optional<String> regex(AccessRequest request) {
        var regex = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            Optional<String> part = variable(token)
                    .map(name -> value(name, request).map(Pattern::quote))
                    .orElseGet(() -> Optional.of(wildcard(token.group())));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            regex.append(part.get());
        }
        return Optional.of(regex.toString());
    }

    private static Optional<String> variable(Matcher token) {
        return Optional.ofNullable(token.group(1));
    }

    /** {@code ${*}} is how a policy writes the letter. */
    private static Optional<String> value(String variable, AccessRequest request) {
        return switch (variable) {
            case "*", "?", "$" -> Optional.of(variable);
            default -> request.find(variable.strip());
        };
    }

    private static String wildcard(String text) {
        return switch (text) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(text);
        };
    }
}
