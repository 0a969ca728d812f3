package dev.greenroom.localcloud.codepipeline.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON in configuration and artifacts. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** @param what the text is, for the failure of one that is not JSON */
    static JsonNode read(String text, String what) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ActionFailedException.configuration(
                    "%s is not valid JSON: %s".formatted(what, e.getOriginalMessage()));
        }
    }

    static String write(Map<String, ?> value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of texts are always JSON", e);
        }
    }

    /** The members of an object as texts. */
    static Map<String, String> texts(JsonNode object, String what) {
        var texts = new LinkedHashMap<String, String>();
        if (!object.isMissingNode() && !object.isObject()) {
            throw ActionFailedException.configuration("%s is not a JSON object".formatted(what));
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getValue().isValueNode()) {
                throw ActionFailedException.configuration(
                        "%s of %s is neither a text nor a number".formatted(member.getKey(), what));
            }
            texts.put(member.getKey(), member.getValue().asText());
        }
        return texts;
    }
}
