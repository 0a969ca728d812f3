package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A file of settings: parameters of templates, some of which differ by target. */
record SettingsFile(String name, Map<String, Object> content) {
    private static final String PARAMETERS = "parameters";
    private static final String TARGETS = "targets";

    /** @param others what the file may have beside parameters and targets */
    static SettingsFile read(String name, String text, Set<String> others) {
        var content = section(name, "file", parse(name, text));
        var known = new TreeSet<>(others);
        known.addAll(Set.of(PARAMETERS, TARGETS));
        var unknown = new TreeSet<>(content.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw problem(name, "it has %s, which is none of %s".formatted(unknown, known));
        }
        return new SettingsFile(name, content);
    }

    Map<String, String> parameters(String target) {
        var targets = section(name, TARGETS, content.get(TARGETS));
        if (!targets.containsKey(target)) {
            throw problem(name, "it has no target %s, only %s".formatted(target, targets.keySet()));
        }
        var parameters = new TreeMap<String, String>();
        section(name, PARAMETERS, content.get(PARAMETERS)).forEach((key, value) -> parameters.put(key, text(value)));
        section(name, target, targets.get(target)).forEach((key, value) -> parameters.put(key, text(value)));
        return parameters;
    }

    static DeploymentException problem(String name, String problem) {
        return new DeploymentException("Tried to read environment %s but %s".formatted(name, problem));
    }

    private static @Nullable Object parse(String name, String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException malformed) {
            throw problem(name, "it is not YAML: " + malformed.getMessage());
        }
    }

    private static Map<String, Object> section(String name, String section, @Nullable Object content) {
        var entries = new TreeMap<String, Object>();
        if (content instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put(String.valueOf(key), value));
        } else if (content != null) {
            throw problem(name, "its %s is not a list of names and values".formatted(section));
        }
        return entries;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }
}
