package dev.greenroom.localcloud.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenroom.localcloud.protocol.SdkPojos;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The properties of a resource, or a part of them: a tree of maps, lists, strings, numbers and booleans. Scalars are
 * read leniently, as CloudFormation does: {@code "80"} is a number and {@code "true"} a boolean where one is needed.
 */
public record Properties(Map<String, Object> tree) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static final Properties NONE = new Properties(Map.of());

    public Properties {
        tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }

    public boolean has(String name) {
        return tree.containsKey(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(tree.get(name)).map(String::valueOf);
    }

    public String requiredText(String name) {
        return text(name)
                .orElseThrow(() -> new ResourceFailedException(
                        "InvalidRequest", "The property {/%s} is required".formatted(name)));
    }

    public Optional<Integer> integer(String name) {
        return text(name).map(Integer::valueOf);
    }

    public Optional<Boolean> bool(String name) {
        return text(name).map(Boolean::valueOf);
    }

    public Properties object(String name) {
        return tree.get(name) instanceof Map<?, ?> map ? of(map) : NONE;
    }

    public List<Properties> objects(String name) {
        return list(name).stream()
                .map(element -> element instanceof Map<?, ?> map ? of(map) : NONE)
                .toList();
    }

    public List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    /**
     * Fills an SDK request or model builder with these properties: names are matched without regard to case, and what
     * the model does not have is left out.
     */
    public <B extends SdkPojo> B to(B builder) {
        return SdkPojos.fill(builder, tree);
    }

    /** These properties without the named ones. */
    public Properties without(String... names) {
        var rest = new LinkedHashMap<>(tree);
        List.of(names).forEach(rest::remove);
        return new Properties(rest);
    }

    /** These properties as JSON text, for policies that a service takes as text. */
    public String json() {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of maps, lists and scalars is always JSON", e);
        }
    }

    private List<?> list(String name) {
        return tree.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Properties of(Map<?, ?> map) {
        var tree = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> tree.put(String.valueOf(key), value));
        return new Properties(tree);
    }
}
