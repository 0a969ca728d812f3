package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
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
 * numbers and booleans only. A tag that names an intrinsic function becomes its long form.
 */
final class YamlReader {
    private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

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
            throw notWellFormed(e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark());
        } catch (ReaderException e) {
            throw notWellFormed(body, e.getPosition());
        } catch (YAMLException e) {
            throw TemplateException.format("YAML not well-formed.");
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
        if (++depth > NodeReader.MAX_DEPTH) {
            throw notWellFormed(event.getStartMark());
        }
        var function = ShortForm.of(tagOf(event));
        var place = function.map(path::child).orElse(path);
        var content = content(event, place);
        depth--;
        return function.<Node>map(name -> new Node.Mapping(path, Map.of(name, content)))
                .orElse(content);
    }

    private static @org.jspecify.annotations.Nullable String tagOf(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof org.yaml.snakeyaml.events.CollectionStartEvent start ? start.getTag() : null;
    }

    private Node content(NodeEvent event, Path path) {
        if (event instanceof MappingStartEvent) {
            return mapping(path);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(path);
        }
        return scalar((ScalarEvent) event, path);
    }

    private Node mapping(Path path) {
        var entries = new LinkedHashMap<String, Node>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            var event = expect(NodeEvent.class);
            var key = key(event, path);
            if (entries.containsKey(key)) {
                throw notWellFormed(event.getStartMark());
            }
            entries.put(key, node(path.child(key)));
        }
        expect(MappingEndEvent.class);
        return new Node.Mapping(path, entries);
    }

    private String key(NodeEvent event, Path path) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        throw notWellFormed(event.getStartMark());
    }

    private Node sequence(Path path) {
        List<Node> elements = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            elements.add(node(path.child(elements.size())));
        }
        expect(SequenceEndEvent.class);
        return new Node.Sequence(path, elements);
    }

    private Node scalar(ScalarEvent event, Path path) {
        var text = event.getValue();
        var tag = resolver.resolve(NodeId.scalar, text, event.getImplicit().canOmitTagInPlainScalar());
        if (tag.equals(Tag.NULL)) {
            throw NodeReader.nullValue(path);
        }
        if (tag.equals(Tag.BOOL)) {
            return new Node.Scalar(path, TRUE.contains(text.toLowerCase(java.util.Locale.ROOT)));
        }
        return new Node.Scalar(path, NUMBERS.contains(tag) ? Scalars.number(text) : text);
    }

    private static TemplateException notWellFormed(Mark mark) {
        return TemplateException.format(
                "YAML not well-formed. (line %d, column %d)", mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static TemplateException notWellFormed(String body, int position) {
        var before = body.substring(0, Math.min(position, body.length()));
        var line = before.lines().count();
        var column = before.length() - before.lastIndexOf('\n');
        return TemplateException.format("YAML not well-formed. (line %d, column %d)", line, column);
    }
}
