package dev.greenroom.localcloud.cloudformation.schema;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What AWS says of one resource type. Property names are those of templates; only top-level names are compared. */
public final class ResourceSchema {
    private final JsonNode schema;

    ResourceSchema(JsonNode schema) {
        this.schema = requireNonNull(schema, "schema is null");
    }

    /**
     * What is wrong with the properties, in AWS's words; empty when they fit.
     *
     * @param unknown tells values that are not known yet and therefore fit anything
     */
    public List<String> violations(Map<String, Object> properties, Predicate<Object> unknown) {
        return new SchemaCheck(schema, readOnlyProperties(), unknown).check(properties);
    }

    /** Properties whose change always means a new physical resource. */
    public Set<String> replacingProperties() {
        return topLevelNames("createOnlyProperties");
    }

    /** Properties whose change means a new physical resource in some cases. */
    public Set<String> conditionallyReplacingProperties() {
        return topLevelNames("conditionalCreateOnlyProperties");
    }

    /** What {@code Fn::GetAtt} may ask for: the read-only properties, nested ones with dots. */
    public Set<String> attributes() {
        var names = new LinkedHashSet<String>();
        for (JsonNode pointer : schema.path("readOnlyProperties")) {
            names.add(pointer.asText().substring("/properties/".length()).replace('/', '.'));
        }
        return names;
    }

    /**
     * Whether {@code Fn::GetAtt} may ask for it: a read-only property or a part of one, or a property of the first
     * level, which many types return too.
     */
    public boolean hasAttribute(String name) {
        return attributes().contains(name) || schema.path("properties").has(name.replaceAll("\\..*", ""));
    }

    /** Whether the type has a property for tags. */
    public boolean isTaggable() {
        return schema.path("properties").has("Tags");
    }

    private Set<String> readOnlyProperties() {
        var names = new LinkedHashSet<String>();
        for (String attribute : attributes()) {
            if (!attribute.contains(".")) {
                names.add(attribute);
            }
        }
        return names;
    }

    private Set<String> topLevelNames(String list) {
        var names = new LinkedHashSet<String>();
        for (JsonNode pointer : schema.path(list)) {
            names.add(pointer.asText().substring("/properties/".length()).replaceAll("/.*", ""));
        }
        return names;
    }
}
