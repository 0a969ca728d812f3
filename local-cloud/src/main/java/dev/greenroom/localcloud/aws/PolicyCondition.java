package dev.greenroom.localcloud.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * One line of a statement's {@code Condition}. As with AWS, a key that the request lacks makes an operator fail, makes
 * its negation hold ({@code StringNotEquals}), and is no matter to one that ends in {@code IfExists}; for allowing and
 * for denying alike. Unknown operators never hold.
 */
record PolicyCondition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";
    private static final String ANY_VALUE = "ForAnyValue:";
    private static final String ALL_VALUES = "ForAllValues:";

    private static final String COLON_OUTSIDE_VARIABLES = ":(?![^{}]*})";

    private static final Map<String, Comparison> COMPARISONS = Map.ofEntries(
            Map.entry("StringEquals", PolicyCondition::equal),
            Map.entry("StringEqualsIgnoreCase", PolicyCondition::equalInAnyCase),
            Map.entry("StringLike", (wanted, value, request) -> wanted.isLike(value, request)),
            Map.entry("ArnEquals", PolicyCondition::likeArn),
            Map.entry("ArnLike", PolicyCondition::likeArn),
            Map.entry("Bool", PolicyCondition::equalInAnyCase),
            Map.entry("NumericEquals", numeric(sign -> sign == 0)),
            Map.entry("NumericLessThan", numeric(sign -> sign < 0)),
            Map.entry("NumericLessThanEquals", numeric(sign -> sign <= 0)),
            Map.entry("NumericGreaterThan", numeric(sign -> sign > 0)),
            Map.entry("NumericGreaterThanEquals", numeric(sign -> sign >= 0)),
            Map.entry("DateEquals", date(sign -> sign == 0)),
            Map.entry("DateLessThan", date(sign -> sign < 0)),
            Map.entry("DateLessThanEquals", date(sign -> sign <= 0)),
            Map.entry("DateGreaterThan", date(sign -> sign > 0)),
            Map.entry("DateGreaterThanEquals", date(sign -> sign >= 0)));

    PolicyCondition {
        values = List.copyOf(values);
    }

    boolean holds(AccessRequest request) {
        if (operator.equals("Null")) {
            return values.contains(String.valueOf(request.find(key).isEmpty()));
        }
        return request.find(key).map(value -> compares(value, request)).orElseGet(this::holdsWithoutKey);
    }

    private boolean holdsWithoutKey() {
        return !operator.startsWith(ANY_VALUE)
                && (operator.endsWith(IF_EXISTS) || operator.startsWith(ALL_VALUES) || isNegated());
    }

    private boolean compares(String value, AccessRequest request) {
        Comparison comparison = COMPARISONS.get(name().replace("Not", ""));
        return comparison != null
                && isNegated()
                        != values.stream()
                                .map(PolicyPattern::new)
                                .anyMatch(wanted -> comparison.holds(wanted, value, request));
    }

    private boolean isNegated() {
        return name().contains("Not");
    }

    private String name() {
        String name = operator.replace(ANY_VALUE, "").replace(ALL_VALUES, "");
        return name.endsWith(IF_EXISTS) ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    }

    private static boolean equal(PolicyPattern wanted, String value, AccessRequest request) {
        return wanted.filled(request).filter(value::equals).isPresent();
    }

    private static boolean equalInAnyCase(PolicyPattern wanted, String value, AccessRequest request) {
        return wanted.filled(request).filter(value::equalsIgnoreCase).isPresent();
    }

    /** No wildcard reaches over the colons of an ARN but the one at its end. */
    private static boolean likeArn(PolicyPattern wanted, String value, AccessRequest request) {
        String[] patterns = wanted.text().split(COLON_OUTSIDE_VARIABLES, 6);
        String[] parts = value.split(":", 6);
        if (patterns.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!new PolicyPattern(patterns[i]).isLike(parts[i], request)) {
                return false;
            }
        }
        return true;
    }

    private static Comparison numeric(IntPredicate holds) {
        return (wanted, value, request) -> {
            try {
                return holds.test(new BigDecimal(value).compareTo(new BigDecimal(wanted.text())));
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static Comparison date(IntPredicate holds) {
        return (wanted, value, request) -> {
            try {
                return holds.test(Instant.parse(value).compareTo(Instant.parse(wanted.text())));
            } catch (DateTimeParseException e) {
                return false;
            }
        };
    }

    /** What is to be compared is always the request's value with the policy's. */
    @FunctionalInterface
    private interface Comparison {
        boolean holds(PolicyPattern wanted, String value, AccessRequest request);
    }
}
