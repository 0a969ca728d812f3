package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a YAML 1.1 template: all that CloudFormation takes of YAML, which has no aliases, and whose scalars are strings,
 * numbers and booleans only. A tag that names an intrinsic function becomes its long form. Of two entries with the same
 * key the last one counts.
 */
final class YamlReader {
    private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);
    private static final Set<Tag> OWN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, new Tag("!"));

    private final Parser parser;
    private final Resolver resolver = new Resolver();
    private int depth;

    private YamlReader(String body) {
        this.parser = new ParserImpl(new StreamReader(body), new LoaderOptions());
    }

    static Node read(String body) {
        try {
            return new YamlReader(body).document();
        } catch (MarkedYAMLException e) {
            throw notWellFormed(e.getProblemMark());
        } catch (ReaderException e) {
            throw notWellFormed(body, e.getPosition());
        }
    }

    private Node document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            throw TemplateException.format("unsupported structure.");
        }
        parser.getEvent();
        var root = node(Path.ROOT);
        expect(DocumentEndEvent.class);
        expect(StreamEndEvent.class);
        return root;
    }

    private <E extends Event> E expect(Class<E> type) {
        var event = parser.getEvent();
        if (type.isInstance(event)) {
            return type.cast(event);
        }
        throw notWellFormed(event.getStartMark());
    }

    private Node node(Path path) {
        var event = expect(NodeEvent.class);
        if (event instanceof AliasEvent) {
            throw TemplateException.error("YAML aliases are not allowed in CloudFormation templates");
        }
        if (depth == NodeReader.MAX_DEPTH) {
            throw notWellFormed(event.getStartMark());
        }
        depth++;
        var function = function(event, path);
        var content = content(event, function.map(path::child).orElse(path));
        depth--;
        return function.isEmpty() ? content : new Node.Mapping(path, Map.of(function.get(), content));
    }

    /** The function whose short form tags the node. */
    private static Optional<String> function(NodeEvent event, Path path) {
        var tag = tag(event);
        if (tag == null || OWN.contains(new Tag(tag))) {
            return Optional.empty();
        }
        var name = tag.substring(1);
        var function = Functions.SHORT_WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name;
        if (!Functions.NAMES.contains(function)) {
            var mark = event.getStartMark();
            throw TemplateException.format(
                    "[%s] Unknown YAML tag %s (line %d, column %d)",
                    path, tag, mark.getLine() + 1, mark.getColumn() + 1);
        }
        return Optional.of(function);
    }

    private static @Nullable String tag(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }

    private Node content(NodeEvent event, Path path) {
        if (event instanceof MappingStartEvent) {
            return mapping(path);
        }
        return event instanceof SequenceStartEvent ? sequence(path) : scalar((ScalarEvent) event, path);
    }

    private Node mapping(Path path) {
        var entries = new LinkedHashMap<String, Node>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            var key = key(expect(ScalarEvent.class), path);
            entries.put(key, node(path.child(key)));
        }
        parser.getEvent();
        return new Node.Mapping(path, entries);
    }

    private String key(ScalarEvent event, Path path) {
        if (NUMBERS.contains(type(event))) {
            throw TemplateException.format(
                    "[%s] map keys must be strings; received numeric [%s] instead",
                    path, ((Node.Scalar) scalar(event, path)).value());
        }
        return event.getValue();
    }

    private Node sequence(Path path) {
        List<Node> elements = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            elements.add(node(path.child(elements.size())));
        }
        parser.getEvent();
        return new Node.Sequence(path, elements);
    }

    private Node scalar(ScalarEvent event, Path path) {
        var text = event.getValue();
        var type = type(event);
        if (type.equals(Tag.NULL)) {
            throw NodeReader.nullValue(path);
        }
        if (type.equals(Tag.BOOL)) {
            return new Node.Scalar(path, Scalars.yamlBoolean(text));
        }
        if (type.equals(Tag.INT)) {
            return new Node.Scalar(path, Scalars.yamlInteger(text));
        }
        return new Node.Scalar(path, type.equals(Tag.FLOAT) ? Scalars.number(text) : text);
    }

    private Tag type(ScalarEvent event) {
        return resolver.resolve(
                NodeId.scalar, event.getValue(), event.getImplicit().canOmitTagInPlainScalar());
    }

    private static TemplateException notWellFormed(Mark mark) {
        return notWellFormed(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static TemplateException notWellFormed(String body, int position) {
        var before = body.substring(0, body.offsetByCodePoints(0, position));
        var line = before.chars().filter(character -> character == '\n').count() + 1;
        return notWellFormed(line, before.length() - before.lastIndexOf('\n'));
    }

    private static TemplateException notWellFormed(long line, int column) {
        return TemplateException.format("YAML not well-formed. (line %d, column %d)", line, column);
    }
}
