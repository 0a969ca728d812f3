package dev.greenroom.localcloud.cloudformation.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Mappings section: values by map, key and attribute. */
record Mappings(Map<String, Map<String, Map<String, Object>>> maps) {
    private static final int MAXIMUM = 200;

    static Mappings parse(Optional<Node> section) {
        var maps = new LinkedHashMap<String, Map<String, Map<String, Object>>>();
        Members.entries(section, "Mappings").forEach((name, node) -> {
            Members.checkName("Mappings", name);
            maps.put(name, map(name, node));
        });
        Members.checkCount("mappings", maps.size(), MAXIMUM);
        return new Mappings(maps);
    }

    private static Map<String, Map<String, Object>> map(String name, Node node) {
        var keys = new LinkedHashMap<String, Map<String, Object>>();
        entries(name, node).forEach((key, attributes) -> {
            var values = new LinkedHashMap<String, Object>();
            entries(key, attributes).forEach((attribute, value) -> values.put(attribute(attribute), value(value)));
            keys.put(key, values);
        });
        return keys;
    }

    private static Map<String, Node> entries(String name, Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        throw TemplateException.format("Every Mappings member %s must be a map", name);
    }

    private static String attribute(String name) {
        if (Members.isAlphanumeric(name)) {
            return name;
        }
        throw TemplateException.format("Mappings attribute name '%s' must contain only alphanumeric characters.", name);
    }

    private static Object value(Node node) {
        if (node instanceof Node.Mapping || hasMapping(node)) {
            throw TemplateException.format("Every Mappings attribute must be a String or a List.");
        }
        return node.tree();
    }

    private static boolean hasMapping(Node node) {
        return node instanceof Node.Sequence list
                && list.elements().stream().anyMatch(element -> element instanceof Node.Mapping || hasMapping(element));
    }

    boolean contains(String map) {
        return maps.containsKey(map);
    }

    Optional<Object> find(String map, String key, String attribute) {
        return Optional.ofNullable(
                maps.getOrDefault(map, Map.of()).getOrDefault(key, Map.of()).get(attribute));
    }

    TemplateException missing(String map, String key, String attribute) {
        return contains(map)
                ? TemplateException.error("Unable to get mapping for %s::%s::%s", map, key, attribute)
                : missing(map);
    }

    static TemplateException missing(String map) {
        return TemplateException.error("Mapping named '%s' is not present in the 'Mappings' section of template.", map);
    }
}
