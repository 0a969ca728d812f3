package dev.greenroom.localcloud.protocol;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Fills the SDK's model builders from plain trees (maps, lists and scalars). */
public final class SdkPojos {
    private SdkPojos() {}

    /**
     * Sets each member of {@code builder} that {@code tree} has, names matched without regard to case; scalars are
     * converted to what the member needs. Unknown names are left out.
     *
     * @throws IllegalArgumentException when a value does not fit its member, named in the message
     */
    public static <B extends SdkPojo> B fill(B builder, Map<String, ?> tree) {
        var byName = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        tree.forEach(byName::put);
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = byName.get(field.memberName());
            if (value == null) {
                value = byName.get(field.locationName());
            }
            if (value != null) {
                field.set(builder, convert(field, value));
            }
        }
        return builder;
    }

    private static Object convert(SdkField<?> field, Object value) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        try {
            return switch (type) {
                case LIST -> list(field, value);
                case MAP -> map(field, value);
                case SDK_POJO -> pojo(field, value);
                default -> scalar(type, value);
            };
        } catch (ClassCastException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Value of %s must be %s but is %s"
                            .formatted(field.memberName(), type.name().toLowerCase(Locale.ROOT), value),
                    e);
        }
    }

    private static List<Object> list(SdkField<?> field, Object value) {
        SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
        var list = new ArrayList<>();
        for (Object each : value instanceof List<?> many ? many : List.of(value)) {
            list.add(convert(element, each));
        }
        return list;
    }

    private static Map<String, Object> map(SdkField<?> field, Object value) {
        SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((key, each) -> map.put(String.valueOf(key), convert(element, each)));
        return map;
    }

    private static Object pojo(SdkField<?> field, Object value) {
        SdkPojo builder = field.constructor().get();
        var tree = new LinkedHashMap<String, @Nullable Object>();
        ((Map<?, ?>) value).forEach((key, each) -> tree.put(String.valueOf(key), each));
        fill(builder, tree);
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object scalar(MarshallingKnownType type, Object value) {
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
            case INSTANT -> value instanceof Instant instant ? instant : Instant.parse(text);
            case SDK_BYTES ->
                value instanceof SdkBytes bytes ? bytes : SdkBytes.fromString(text, StandardCharsets.UTF_8);
            default -> throw new ClassCastException(type + " from " + value.getClass());
        };
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NumberFormatException(text);
        };
    }
}
