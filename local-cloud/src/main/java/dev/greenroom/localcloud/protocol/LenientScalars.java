package dev.greenroom.localcloud.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** Everything may be written as text, as in forms and templates: {@code "80"} is a number where one is needed. */
record LenientScalars(Function<String, SdkBytes> blob) implements Scalars {
    @Override
    public Object read(MarshallingKnownType type, Object value) {
        String text = String.valueOf(value);
        return switch (type) {
            case STRING -> text;
            case INTEGER -> new BigDecimal(text).intValueExact();
            case LONG -> new BigDecimal(text).longValueExact();
            case SHORT -> new BigDecimal(text).shortValueExact();
            case BYTE -> new BigDecimal(text).byteValueExact();
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BIG_DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> bool(text);
            case INSTANT -> value instanceof Instant instant ? instant : Timestamps.parse(text);
            case SDK_BYTES -> value instanceof SdkBytes bytes ? bytes : blob.apply(text);
            default -> throw new IllegalArgumentException("no scalar");
        };
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
