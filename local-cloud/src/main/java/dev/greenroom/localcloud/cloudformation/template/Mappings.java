package dev.greenroom.localcloud.cloudformation.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Mappings section: values by map, key and attribute. */
record Mappings(Map<String, Map<String, Map<String, Object>>> maps) {
    static Mappings parse(Optional<Node> section) {
        var maps = new LinkedHashMap<String, Map<String, Map<String, Object>>>();
        Members.entries(section, "Mappings").forEach((name, node) -> maps.put(name, map(name, node)));
        return new Mappings(maps);
    }

    private static Map<String, Map<String, Object>> map(String name, Node node) {
        var keys = new LinkedHashMap<String, Map<String, Object>>();
        entries(name, node).forEach((key, attributes) -> {
            var values = new LinkedHashMap<String, Object>();
            entries(key, attributes).forEach((attribute, value) -> values.put(attribute, value(value)));
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

    private static Object value(Node node) {
        if (node instanceof Node.Mapping) {
            throw TemplateException.format("Every Mappings attribute must be a String or a List.");
        }
        return node.tree();
    }

    boolean contains(String map) {
        return maps.containsKey(map);
    }

    Object find(String map, String key, String attribute) {
        if (!contains(map)) {
            throw missing(map);
        }
        var value = maps.get(map).getOrDefault(key, Map.of()).get(attribute);
        if (value == null) {
            throw TemplateException.error("Unable to get mapping for %s::%s::%s", map, key, attribute);
        }
        return value;
    }

    static TemplateException missing(String map) {
        return TemplateException.error("Mapping named '%s' is not present in the 'Mappings' section of template.", map);
    }
}
