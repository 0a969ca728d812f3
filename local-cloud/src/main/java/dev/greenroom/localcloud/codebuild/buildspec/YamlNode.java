package dev.greenroom.localcloud.codebuild.buildspec;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A part of a buildspec that knows its key and its line. */
final class YamlNode {
    private final String key;
    private final Node node;

    private YamlNode(String key, Node node) {
        this.key = key;
        this.node = node;
    }

    static YamlNode parse(String text) throws BuildspecException {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                throw new BuildspecException("the buildspec is empty");
            }
            return new YamlNode("buildspec", root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BuildspecException(String.valueOf(e.getProblem()), line);
        } catch (YAMLException e) {
            throw new BuildspecException(String.valueOf(e.getMessage()));
        }
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    String key() {
        return key;
    }

    /** The entries of a mapping of which only the keys given are known. */
    Map<String, YamlNode> mapping(Set<String> known) throws BuildspecException {
        Map<String, YamlNode> entries = mapping();
        for (YamlNode entry : entries.values()) {
            if (!known.contains(entry.key)) {
                throw entry.wrong("unknown key '%s' in %s".formatted(entry.key, key));
            }
        }
        return entries;
    }

    Map<String, YamlNode> mapping() throws BuildspecException {
        if (isNothing()) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("expected %s to be a mapping".formatted(key));
        }
        var entries = new LinkedHashMap<String, YamlNode>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw wrong("expected the keys of %s to be strings".formatted(key));
            }
            var entry = new YamlNode(name.getValue(), tuple.getValueNode());
            if (entries.put(name.getValue(), entry) != null) {
                throw entry.wrong("duplicate key '%s' in %s".formatted(entry.key, key));
            }
        }
        return entries;
    }

    String text() throws BuildspecException {
        if (node instanceof ScalarNode scalar) {
            return isNothing() ? "" : scalar.getValue();
        }
        throw wrong("Expected %s to be of string type: found subkeys instead".formatted(key));
    }

    boolean flag() throws BuildspecException {
        return switch (text()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw wrong("expected %s to be yes or no".formatted(key));
        };
    }

    /** A list of texts; one text alone counts as a list of it. */
    List<String> texts() throws BuildspecException {
        if (isNothing()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(text());
        }
        var texts = new ArrayList<String>();
        for (Node element : sequence.getValue()) {
            texts.add(new YamlNode("%s[%d]".formatted(key, texts.size()), element).text());
        }
        return texts;
    }

    BuildspecException wrong(String message) {
        return new BuildspecException(message, line());
    }

    static Optional<String> text(Map<String, YamlNode> mapping, String key) throws BuildspecException {
        return mapping.containsKey(key) ? Optional.of(mapping.get(key).text()) : Optional.empty();
    }

    static List<String> texts(Map<String, YamlNode> mapping, String key) throws BuildspecException {
        return mapping.containsKey(key) ? mapping.get(key).texts() : List.of();
    }

    static boolean flag(Map<String, YamlNode> mapping, String key) throws BuildspecException {
        return mapping.containsKey(key) && mapping.get(key).flag();
    }

    private boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }
}
