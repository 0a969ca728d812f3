package dev.greenroom.localcloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How IAM hands out policies, and how they are written: percent-encoded, and one of something needs no list. */
final class PolicyJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyJson() {}

    static JsonNode read(String document) throws JsonProcessingException {
        return JSON.readTree(document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document);
    }

    static Stream<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false)
                : Stream.of(oneOrMany).filter(node -> !node.isMissingNode());
    }

    static List<String> texts(JsonNode oneOrMany) {
        return each(oneOrMany).map(JsonNode::asText).toList();
    }
}
