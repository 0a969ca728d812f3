package dev.greenroom.localcloud.loadbalancing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints of AWS's service model that the SDK leaves to the server, broken ones in AWS's wording. */
final class Constraints {
    private Constraints() {}

    static <T> T required(@Nullable T value, String member) {
        if (value == null) {
            throw broken("null", member, "Member must not be null");
        }
        return value;
    }

    static <T extends Collection<?>> T notEmpty(@Nullable T values, String member) {
        T present = required(values, member);
        if (present.isEmpty()) {
            throw broken("[]", member, "Member must have length greater than or equal to 1");
        }
        return present;
    }

    /** Null is allowed: a member that was left out has no range. */
    static void range(@Nullable Integer value, String member, int min, int max) {
        if (value == null) {
            return;
        }
        if (value < min) {
            throw broken(value, member, "Member must have value greater than or equal to " + min);
        }
        if (value > max) {
            throw broken(value, member, "Member must have value less than or equal to " + max);
        }
    }

    static void length(@Nullable String value, String member, int min, int max) {
        if (value == null) {
            return;
        }
        if (value.length() < min) {
            throw broken(value, member, "Member must have length greater than or equal to " + min);
        }
        if (value.length() > max) {
            throw broken(value, member, "Member must have length less than or equal to " + max);
        }
    }

    static void pattern(@Nullable String value, String member, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw broken(value, member, "Member must satisfy regular expression pattern: " + pattern);
        }
    }

    /** @param value what the request says, whether or not the SDK knows it */
    static void oneOf(@Nullable String value, String member, Enum<?>[] allowed) {
        if (value == null) {
            return;
        }
        List<String> values = Arrays.stream(allowed)
                .filter(each -> !each.name().equals("UNKNOWN_TO_SDK_VERSION"))
                .map(String::valueOf)
                .toList();
        if (!values.contains(value)) {
            throw broken(value, member, "Member must satisfy enum value set: " + values);
        }
    }

    /** Names of load balancers and target groups: {@code subject} begins the message, "Load balancer name". */
    static void name(String value, String subject) {
        if (value.length() > 32) {
            throw Failures.validation("%s '%s' cannot be longer than '32' characters".formatted(subject, value));
        }
        if (!value.matches("[a-zA-Z0-9-]+")) {
            throw Failures.validation(
                    "%s '%s' can only contain characters that are alphanumeric characters and hyphens(-)"
                            .formatted(subject, value));
        }
        if (value.startsWith("-") || value.endsWith("-")) {
            throw Failures.validation("%s '%s' cannot begin or end with '-'".formatted(subject, value));
        }
        if (subject.startsWith("Load balancer")
                && value.toLowerCase(Locale.ROOT).startsWith("internal-")) {
            throw Failures.validation("%s '%s' cannot begin with 'internal-'".formatted(subject, value));
        }
    }

    private static RuntimeException broken(Object value, String member, String constraint) {
        return Failures.validation("1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
                .formatted(value.equals("null") ? "null" : "'" + value + "'", member, constraint));
    }
}
