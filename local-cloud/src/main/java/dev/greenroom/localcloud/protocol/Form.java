package dev.greenroom.localcloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The parameters of an awsQuery request, or a part of them: {@code Tags.member.1.Key=a} is the value {@code a} under
 * {@code Tags}, {@code member}, {@code 1}, {@code Key}.
 */
final class Form {
    private @Nullable String value;
    private final Map<String, Form> parts = new LinkedHashMap<>();

    /** What is not encoded as it should be is taken as it stands. */
    static Form parse(String text) {
        var form = new Form();
        for (String parameter : text.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            form.put(decode(name), equals < 0 ? "" : decode(parameter.substring(equals + 1)));
        }
        return form;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parts.get(name)).map(part -> part.value);
    }

    /** The parameters as a tree of what {@code pojo} has. */
    Map<String, Object> tree(SdkPojo pojo) {
        var tree = new LinkedHashMap<String, Object>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Form part = parts.get(field.locationName());
            if (part != null) {
                part.read(field).ifPresent(read -> tree.put(field.locationName(), read));
            }
        }
        return tree;
    }

    private Optional<Object> read(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST ->
                Optional.of(elements().stream()
                        .flatMap(each ->
                                each.read(field.getTrait(ListTrait.class).memberFieldInfo()).stream())
                        .toList());
            case MAP -> Optional.of(entries(field.getTrait(MapTrait.class)));
            case SDK_POJO -> Optional.of(tree(field.constructor().get()));
            default -> Optional.ofNullable(value);
        };
    }

    private Map<String, Object> entries(MapTrait trait) {
        String keyName = trait.keyLocationName() == null ? "key" : trait.keyLocationName();
        String valueName = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
        var entries = new LinkedHashMap<String, Object>();
        for (Form entry : elements()) {
            Form entryValue = entry.parts.getOrDefault(valueName, new Form());
            entry.text(keyName)
                    .ifPresent(
                            key -> entryValue.read(trait.valueFieldInfo()).ifPresent(read -> entries.put(key, read)));
        }
        return entries;
    }

    /** Numbered parts in their order, also where they have a name in between: {@code member.1}, {@code entry.1}. */
    private Collection<Form> elements() {
        var byNumber = new TreeMap<Integer, Form>();
        parts.forEach((name, part) -> {
            if (isNumber(name)) {
                byNumber.put(Integer.valueOf(name), part);
            }
        });
        return byNumber.isEmpty() && parts.size() == 1
                ? parts.values().iterator().next().elements()
                : byNumber.values();
    }

    private void put(String path, String text) {
        Form part = this;
        for (String name : path.split("\\.")) {
            part = part.parts.computeIfAbsent(name, key -> new Form());
        }
        part.value = text;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
