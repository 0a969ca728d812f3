package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.ParameterValue;
import dev.greenroom.localcloud.cloudformation.template.ParameterValues;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Hides the values of {@code NoEcho} parameters. They are found by value, wherever a property holds them. */
final class Mask {
    private static final String HIDDEN = "****";

    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = secrets;
    }

    static Mask of(ParameterValues parameters) {
        return new Mask(parameters.all().stream()
                .filter(parameter -> parameter.declaration().noEcho())
                .flatMap(Mask::values)
                .filter(value -> !value.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    private static Stream<String> values(ParameterValue parameter) {
        return Stream.concat(Stream.of(parameter.value()), parameter.resolvedValue().stream());
    }

    Properties apply(Properties properties) {
        return secrets.isEmpty() ? properties : new Properties(masked(properties.tree()));
    }

    private Map<String, Object> masked(Map<?, ?> map) {
        var masked = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> masked.put(String.valueOf(key), masked(value)));
        return masked;
    }

    private Object masked(Object value) {
        if (value instanceof Map<?, ?> map) {
            return masked(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::masked).toList();
        }
        String text = String.valueOf(value);
        for (String secret : secrets) {
            text = text.replace(secret, HIDDEN);
        }
        return text.equals(String.valueOf(value)) ? value : text;
    }
}
