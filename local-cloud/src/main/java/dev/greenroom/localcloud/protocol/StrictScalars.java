package dev.greenroom.localcloud.protocol;

import java.math.BigDecimal;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** A number is a number and a string a string, as AWS reads JSON and CBOR. */
final class StrictScalars implements Scalars {
    @Override
    public Object read(MarshallingKnownType type, Object value) {
        return switch (type) {
            case STRING -> (String) value;
            case BOOLEAN -> (Boolean) value;
            case INTEGER -> number(value).intValueExact();
            case LONG -> number(value).longValueExact();
            case SHORT -> number(value).shortValueExact();
            case BYTE -> number(value).byteValueExact();
            case FLOAT ->
                value instanceof String special
                        ? Float.valueOf(special)
                        : number(value).floatValue();
            case DOUBLE ->
                value instanceof String special
                        ? Double.valueOf(special)
                        : number(value).doubleValue();
            case BIG_DECIMAL -> number(value);
            case INSTANT -> Timestamps.parse(value.toString());
            case SDK_BYTES -> bytes(value);
            default -> throw new IllegalArgumentException("no scalar");
        };
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(((Number) value).toString());
    }

    private static SdkBytes bytes(Object value) {
        return value instanceof byte[] raw
                ? SdkBytes.fromByteArrayUnsafe(raw)
                : SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode((String) value));
    }
}
