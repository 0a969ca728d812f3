package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers and booleans as templates write them. What would print differently from how it is written stays text. */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private Scalars() {}

    static Object number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            var number = new BigDecimal(text);
            return number.toString().equals(text) ? number : text;
        }
        return text;
    }

    /**
     * An integer of YAML 1.1, where {@code 0777} is octal and {@code 22:22} sexagesimal: an account ID without quotes
     * changes, on AWS too.
     */
    static Object yamlInteger(String text) {
        var digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        var negative = digits.startsWith("-");
        var value = magnitude(negative || digits.startsWith("+") ? digits.substring(1) : digits);
        return number((negative ? value.negate() : value).toString());
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.contains(":")) {
            return Pattern.compile(":")
                    .splitAsStream(digits)
                    .map(BigInteger::new)
                    .reduce(BigInteger.ZERO, (value, digit) -> value.multiply(BigInteger.valueOf(60))
                            .add(digit));
        }
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    static boolean yamlBoolean(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }
}
