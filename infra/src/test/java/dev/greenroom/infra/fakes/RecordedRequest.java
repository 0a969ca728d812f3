package dev.greenroom.infra.fakes;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One request in terms of the service's model, and where it goes; without what is another in every run. */
record RecordedRequest(String service, String operation, SdkHttpRequest http, SdkRequest input) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** How a fake numbers its stacks, where AWS has a UUID. */
    private static final Pattern STACK_NUMBER = Pattern.compile("(?<=:stack/[-a-z]{1,99}/)\\d+$");

    private static final String NO_UUID = "00000000-0000-0000-0000-000000000000";

    /** A template is checked where it is; here it would only be said twice. */
    private static final String TEMPLATE = "TemplateBody";

    String json() {
        var url = "%s %s://%s%s".formatted(http.method(), http.protocol(), http.host(), http.encodedPath());
        var all = new TreeMap<String, Object>(
                Map.of("service", service, "operation", operation, "http", url, "input", fields(input)));
        return json(all, "  ");
    }

    private static Map<String, Object> fields(SdkPojo pojo) {
        var fields = new TreeMap<String, Object>();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
                continue;
            }
            fields.put(field.memberName(), field.memberName().equals(TEMPLATE) ? "(as it is in templates)" : value);
        }
        return fields;
    }

    private static String json(Object value, String indent) {
        var deeper = indent + "  ";
        if (value instanceof SdkPojo pojo) {
            return json(fields(pojo), indent);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> deeper + json(entry.getKey(), deeper) + ": " + json(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof Collection<?> values) {
            return values.stream()
                    .map(each -> deeper + json(each, deeper))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof String || value instanceof Instant || value instanceof SdkBytes) {
            return quoted(value.toString());
        }
        throw new IllegalArgumentException("Tried to record %s but it is a %s".formatted(value, value.getClass()));
    }

    private static String quoted(String text) {
        var stable =
                STACK_NUMBER.matcher(UUID.matcher(text).replaceAll(NO_UUID)).replaceAll(NO_UUID);
        return '"' + stable.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
