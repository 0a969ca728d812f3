package dev.greenroom.localcloud.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Fills the SDK's model builders from trees of maps, lists and scalars. What the model does not have and what is null
 * is left out. The one way from outside into the model, whatever the tree was read from.
 *
 * @param lenient whether names match in any case, and a single value may stand for a list of one
 */
record TreeReader(Scalars scalars, boolean lenient) {
    private static final int LONGEST_QUOTE = 100;

    /** @throws IllegalArgumentException when a value does not fit its member; the message names it by its path */
    <B extends SdkPojo> B fill(B builder, Map<?, ?> tree) {
        fill(builder, tree, "");
        return builder;
    }

    private void fill(SdkPojo builder, Map<?, ?> tree, String prefix) {
        Map<String, @Nullable Object> byName =
                lenient ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new LinkedHashMap<>();
        tree.forEach((name, value) -> byName.put(String.valueOf(name), value));
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = byName.get(field.locationName());
            if (value == null) {
                value = byName.get(field.memberName());
            }
            if (value != null) {
                field.set(builder, convert(field, value, prefix + field.locationName()));
            }
        }
    }

    private Object convert(SdkField<?> field, Object value, String path) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), value, path);
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), value, path);
            case SDK_POJO -> pojo(field, value, path);
            case DOCUMENT -> document(value);
            default -> scalar(type, value, path);
        };
    }

    private List<Object> list(SdkField<?> element, Object value, String path) {
        List<?> values = value instanceof List<?> many ? many : lenient ? List.of(value) : unfit(path, "a list", value);
        var list = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object each = values.get(i);
            if (each != null) {
                list.add(convert(element, each, "%s[%d]".formatted(path, i)));
            }
        }
        return list;
    }

    private Map<String, Object> map(SdkField<?> element, Object value, String path) {
        Map<?, ?> values = value instanceof Map<?, ?> map ? map : unfit(path, "a map", value);
        var map = new LinkedHashMap<String, Object>();
        values.forEach((key, each) -> {
            if (each != null) {
                map.put(String.valueOf(key), convert(element, each, path + "." + key));
            }
        });
        return map;
    }

    private Object pojo(SdkField<?> field, Object value, String path) {
        Map<?, ?> tree = value instanceof Map<?, ?> map ? map : unfit(path, "a structure", value);
        SdkPojo builder = field.constructor().get();
        fill(builder, tree, path + ".");
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Document document(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var members = new LinkedHashMap<String, Document>();
            map.forEach((key, each) -> members.put(String.valueOf(key), document(each)));
            return Document.fromMap(members);
        }
        if (value instanceof List<?> list) {
            return Document.fromList(list.stream().map(TreeReader::document).toList());
        }
        if (value instanceof Number number) {
            return Document.fromNumber(SdkNumber.fromString(number.toString()));
        }
        if (value instanceof Boolean bool) {
            return Document.fromBoolean(bool);
        }
        return value == null ? Document.fromNull() : Document.fromString(value.toString());
    }

    private Object scalar(MarshallingKnownType type, Object value, String path) {
        String wanted = type.name().toLowerCase(Locale.ROOT);
        if (value instanceof Map || value instanceof List) {
            return unfit(path, wanted, value);
        }
        try {
            return scalars.read(type, value);
        } catch (RuntimeException e) {
            return unfit(path, wanted, value);
        }
    }

    private static <T> T unfit(String path, String wanted, Object value) {
        throw new IllegalArgumentException("Value of %s must be %s but is %s".formatted(path, wanted, describe(value)));
    }

    private static String describe(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        String text = value.toString();
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }
}
