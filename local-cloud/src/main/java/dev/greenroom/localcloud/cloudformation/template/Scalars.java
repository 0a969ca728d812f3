package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as templates have them: their text is never changed, so that an account ID or a version survives. */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

    private Scalars() {}

    /** A number, or the text itself where a number would print differently ({@code 007}, {@code 1e3}, {@code 0x1F}). */
    static Object number(String text) {
        if (INTEGER.matcher(text).matches() && !text.equals("-0")) {
            return Long.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            var number = new BigDecimal(text);
            return number.toString().equals(text) ? number : text;
        }
        return text;
    }
}
