package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A condition on messages that are JSON, such as <code>{ $.level = "ERROR" &amp;&amp; $.status &gt;= 500 }</code>. What is
 * compared has to be there: where a selector points to nothing, or to an object or array, no comparison is true, not
 * even {@code !=}.
 */
record JsonPattern(Predicate<JsonNode> condition) implements FilterPattern {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    JsonPattern {
        requireNonNull(condition, "condition is null");
    }

    static JsonPattern of(String text) {
        if (!text.endsWith("}")) {
            throw LogsErrors.invalidPattern("If a filter pattern starts with '{' it must end with '}'");
        }
        var reader = new PatternReader(text.substring(1, text.length() - 1));
        Predicate<JsonNode> condition = anyOf(reader);
        if (!reader.skipSpaces().isAtEnd()) {
            throw unexpected(reader, "&&, || or its end");
        }
        return new JsonPattern(condition);
    }

    @Override
    public boolean matches(String message) {
        return condition.test(parsed(message));
    }

    @Override
    public Function<String, Optional<String>> field(String text) {
        JsonSelector selector = JsonSelector.of(text);
        return message -> Optional.of(selector.in(parsed(message)))
                .filter(found -> found.isTextual() || found.isNumber())
                .map(JsonNode::asText);
    }

    private static JsonNode parsed(String message) {
        try {
            return MAPPER.readTree(message);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Predicate<JsonNode> anyOf(PatternReader reader) {
        Predicate<JsonNode> condition = allOf(reader);
        while (reader.skipSpaces().take("||")) {
            condition = condition.or(allOf(reader));
        }
        return condition;
    }

    private static Predicate<JsonNode> allOf(PatternReader reader) {
        Predicate<JsonNode> condition = one(reader);
        while (reader.skipSpaces().take("&&")) {
            condition = condition.and(one(reader));
        }
        return condition;
    }

    private static Predicate<JsonNode> one(PatternReader reader) {
        if (!reader.skipSpaces().take("(")) {
            return comparison(reader);
        }
        Predicate<JsonNode> condition = anyOf(reader);
        if (!reader.skipSpaces().take(")")) {
            throw unexpected(reader, ")");
        }
        return condition;
    }

    private static Predicate<JsonNode> comparison(PatternReader reader) {
        JsonSelector selector = JsonSelector.read(reader);
        Predicate<JsonNode> test = test(reader);
        return event -> test.test(selector.in(event));
    }

    private static Predicate<JsonNode> test(PatternReader reader) {
        if (isWord(reader, "IS")) {
            return state(reader);
        }
        if (isWord(reader, "NOT") && isWord(reader, "EXISTS")) {
            return JsonNode::isMissingNode;
        }
        for (JsonComparison comparison : JsonComparison.values()) {
            if (reader.take(comparison.sign())) {
                return comparison.with(JsonOperand.read(reader.skipSpaces()));
            }
        }
        throw unexpected(reader, "a comparison");
    }

    private static Predicate<JsonNode> state(PatternReader reader) {
        if (isWord(reader, "NULL")) {
            return JsonNode::isNull;
        }
        if (isWord(reader, "TRUE")) {
            return value -> value.isBoolean() && value.booleanValue();
        }
        if (isWord(reader, "FALSE")) {
            return value -> value.isBoolean() && !value.booleanValue();
        }
        throw unexpected(reader, "NULL, TRUE or FALSE");
    }

    private static boolean isWord(PatternReader reader, String word) {
        return reader.skipSpaces().take(word);
    }

    static RuntimeException unexpected(PatternReader reader, String expected) {
        return LogsErrors.invalidPattern(
                "%s is expected where it has '%s'".formatted(expected, reader.isAtEnd() ? "}" : reader.rest()));
    }
}
