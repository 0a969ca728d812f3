package dev.greenroom.localcloud.loadbalancing;

import java.util.List;
import java.util.function.Predicate;

/**
 * An attribute that a load balancer, target group or listener can have.
 *
 * @param accepts which values AWS takes
 * @param constraint why AWS does not take another value, as the end of a sentence about it
 * @param emulates which of these values have their effect here
 */
record AttributeKey(
        String name, String defaultValue, Predicate<String> accepts, String constraint, Predicate<String> emulates) {
    static AttributeKey text(String name) {
        return new AttributeKey(name, "", value -> true, "", value -> true);
    }

    static AttributeKey bool(String name, boolean defaultValue) {
        return oneOf(name, String.valueOf(defaultValue), "true", "false");
    }

    static AttributeKey oneOf(String name, String defaultValue, String... others) {
        List<String> allowed = List.of(others);
        return new AttributeKey(
                name,
                defaultValue,
                value -> value.equals(defaultValue) || allowed.contains(value),
                "must be one of " + allowed,
                value -> true);
    }

    static AttributeKey number(String name, int defaultValue, int min, int max) {
        return new AttributeKey(
                name,
                String.valueOf(defaultValue),
                value -> isBetween(value, min, max),
                "must be between '%d-%d' inclusive".formatted(min, max),
                value -> true);
    }

    /** {@code off}, or a number. */
    static AttributeKey offOrNumber(String name, String defaultValue, int min, int max) {
        return new AttributeKey(
                name,
                defaultValue,
                value -> value.equals("off") || isBetween(value, min, max),
                "must be 'off' or between '%d-%d' inclusive".formatted(min, max),
                value -> true);
    }

    /** Zero, which means off, or a number in a range. */
    static AttributeKey zeroOrNumber(String name, int min, int max) {
        return new AttributeKey(
                name,
                "0",
                value -> value.equals("0") || isBetween(value, min, max),
                "must be between '%d-%d' inclusive".formatted(min, max),
                value -> true);
    }

    /** The same, but anything else than the default is rejected as not emulated. */
    AttributeKey onlyDefaultEmulated() {
        return new AttributeKey(name, defaultValue, accepts, constraint, defaultValue::equals);
    }

    void check(String value) {
        if (!accepts.test(value)) {
            throw Failures.validation("'%s' %s".formatted(name, constraint));
        }
        if (!emulates.test(value)) {
            throw Failures.notEmulated("The attribute '%s' with the value '%s'".formatted(name, value));
        }
    }

    private static boolean isBetween(String value, int min, int max) {
        if (!value.matches("\\d{1,9}")) {
            return false;
        }
        int number = Integer.parseInt(value);
        return number >= min && number <= max;
    }
}
