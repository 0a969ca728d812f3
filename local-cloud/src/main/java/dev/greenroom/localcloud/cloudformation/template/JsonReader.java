package dev.greenroom.localcloud.cloudformation.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads a JSON template. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NodeReader.MAX_DEPTH)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    static Node read(String body) {
        try (var parser = FACTORY.createParser(body)) {
            return new JsonReader(parser).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node document() throws IOException {
        try {
            parser.nextToken();
            var root = node(Path.ROOT);
            if (parser.nextToken() != null) {
                throw notWellFormed();
            }
            return root;
        } catch (JsonProcessingException e) {
            throw notWellFormed();
        }
    }

    private Node node(Path path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(path);
            case START_ARRAY -> sequence(path);
            case VALUE_STRING -> new Node.Scalar(path, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(path, Scalars.number(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(path, parser.getBooleanValue());
            case VALUE_NULL -> throw NodeReader.nullValue(path);
            default -> throw notWellFormed();
        };
    }

    private Node mapping(Path path) throws IOException {
        var entries = new LinkedHashMap<String, Node>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            entries.put(key, node(path.child(key)));
        }
        return new Node.Mapping(path, entries);
    }

    private Node sequence(Path path) throws IOException {
        var elements = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(path.child(elements.size())));
        }
        return new Node.Sequence(path, elements);
    }

    /** At the character after the one that is wrong, as AWS counts. */
    private TemplateException notWellFormed() {
        var location = parser.currentLocation();
        return TemplateException.format(
                "JSON not well-formed. (line %d, column %d)", location.getLineNr(), location.getColumnNr());
    }
}
