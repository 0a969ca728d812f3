package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/** Points to a part of a JSON message: {@code $.request.headers[0]['user-agent']}. */
record JsonSelector(JsonPointer pointer) {
    JsonSelector {
        requireNonNull(pointer, "pointer is null");
    }

    /** @throws software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException when it is none */
    static JsonSelector of(String text) {
        var reader = new PatternReader(text);
        JsonSelector selector = read(reader);
        if (!reader.isAtEnd()) {
            throw JsonPattern.unexpected(reader, "the end of a selector");
        }
        return selector;
    }

    static JsonSelector read(PatternReader reader) {
        if (!reader.skipSpaces().take("$")) {
            throw JsonPattern.unexpected(reader, "a selector as $.name");
        }
        JsonPointer pointer = JsonPointer.empty();
        while (true) {
            if (reader.take(".")) {
                pointer = pointer.appendProperty(name(reader));
            } else if (reader.take("[")) {
                pointer = bracketed(reader, pointer);
            } else {
                return new JsonSelector(pointer);
            }
        }
    }

    JsonNode in(JsonNode event) {
        return event.at(pointer);
    }

    private static JsonPointer bracketed(PatternReader reader, JsonPointer owner) {
        JsonPointer pointer = reader.isNext("'") || reader.isNext("\"")
                ? owner.appendProperty(reader.quoted(reader.rest().charAt(0)))
                : owner.appendIndex(index(reader));
        if (!reader.take("]")) {
            throw JsonPattern.unexpected(reader, "]");
        }
        return pointer;
    }

    private static String name(PatternReader reader) {
        String name = reader.takeWhile(each -> Character.isLetterOrDigit(each) || each == '_' || each == '-');
        if (name.isEmpty()) {
            throw JsonPattern.unexpected(reader, "a name");
        }
        return name;
    }

    private static int index(PatternReader reader) {
        String digits = reader.takeWhile(Character::isDigit);
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw JsonPattern.unexpected(reader, "an index");
        }
    }
}
