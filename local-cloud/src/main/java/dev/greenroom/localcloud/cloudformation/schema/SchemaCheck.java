package dev.greenroom.localcloud.cloudformation.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares properties with a schema. As lenient as CloudFormation with scalars: {@code "80"} fits an integer, and a
 * number or boolean fits a string.
 */
final class SchemaCheck {
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");

    private final JsonNode root;
    private final Set<String> readOnly;
    private final Predicate<Object> unknown;
    private final List<String> violations = new ArrayList<>();

    SchemaCheck(JsonNode root, Set<String> readOnly, Predicate<Object> unknown) {
        this.root = root;
        this.readOnly = readOnly;
        this.unknown = unknown;
    }

    List<String> check(Map<String, Object> properties) {
        for (String name : properties.keySet()) {
            if (readOnly.contains(name) && !isRequired(name)) {
                violations.add("Encountered unsupported property " + name);
            }
        }
        checkObject("", root, properties);
        return List.copyOf(violations);
    }

    private boolean isRequired(String name) {
        for (JsonNode required : root.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void check(String path, JsonNode declared, @Nullable Object value) {
        if (value == null || unknown.test(value)) {
            return;
        }
        JsonNode schema = resolve(declared);
        if (value instanceof Map<?, ?> map && allows(schema, "object")) {
            checkObject(path, schema, map);
        } else if (value instanceof List<?> list && allows(schema, "array")) {
            for (int index = 0; index < list.size(); index++) {
                check(path + "/" + index, schema.path("items"), list.get(index));
            }
        } else if (!fitsScalar(schema, value)) {
            violations.add("Property validation failure: [Value of property {%s} does not match type {%s}]"
                    .formatted(path, typeName(schema)));
        } else if (!isOneOfEnum(schema, value)) {
            violations.add("Property validation failure: [Value of property {%s} is not one of %s but %s]"
                    .formatted(path, schema.path("enum"), value));
        }
    }

    private void checkObject(String path, JsonNode schema, Map<?, ?> map) {
        JsonNode properties = schema.path("properties");
        for (JsonNode required : schema.path("required")) {
            if (!map.containsKey(required.asText())) {
                violations.add("Property validation failure: [The property {%s/%s} is required]"
                        .formatted(path, required.asText()));
            }
        }
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (properties.has(name)) {
                check(path + "/" + name, properties.get(name), value);
            } else if (isClosed(schema)) {
                violations.add(
                        "Encountered unsupported property " + (path.isEmpty() ? name : path.substring(1) + "/" + name));
            } else {
                schema.path("patternProperties").forEach(each -> check(path + "/" + name, each, value));
            }
        });
    }

    /** An object is closed when its schema says so and leaves no pattern through which other names could come. */
    private static boolean isClosed(JsonNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        return additional.isBoolean() && !additional.asBoolean() && !schema.has("patternProperties");
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode resolved = schema;
        while (resolved.has("$ref")) {
            resolved = root.at(resolved.get("$ref").asText().substring(1));
        }
        return resolved;
    }

    private static boolean allows(JsonNode schema, String type) {
        JsonNode declared = schema.path("type");
        if (declared.isArray()) {
            for (JsonNode each : declared) {
                if (each.asText().equals(type)) {
                    return true;
                }
            }
            return false;
        }
        return declared.isMissingNode() || declared.asText().equals(type);
    }

    private static boolean fitsScalar(JsonNode schema, Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return false;
        }
        String text = String.valueOf(value);
        return allows(schema, "string")
                || allows(schema, "integer") && INTEGER.matcher(text).matches()
                || allows(schema, "number") && NUMBER.matcher(text).matches()
                || allows(schema, "boolean") && BOOLEAN.matcher(text).matches();
    }

    private static boolean isOneOfEnum(JsonNode schema, Object value) {
        if (!schema.has("enum")) {
            return true;
        }
        for (JsonNode allowed : schema.get("enum")) {
            if (allowed.asText().equals(String.valueOf(value))) {
                return true;
            }
        }
        return false;
    }

    private static String typeName(JsonNode schema) {
        JsonNode type = schema.path("type");
        String first = type.isArray() ? type.get(0).asText() : type.asText();
        return Character.toUpperCase(first.charAt(0)) + first.substring(1);
    }
}
