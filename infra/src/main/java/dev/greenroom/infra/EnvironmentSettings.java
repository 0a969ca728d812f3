package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * How one environment is made on one target.
 *
 * @param slots the first is live in the beginning
 * @param parameters of its templates
 */
record EnvironmentSettings(String name, List<Slot> slots, Map<String, String> parameters) {
    private static final Set<String> KEYS = Set.of("slots", "parameters", "targets");

    EnvironmentSettings {
        requireNonNull(name, "name is null");
        slots = List.copyOf(slots);
        parameters = Map.copyOf(parameters);
        if (!slots.equals(List.of(Slot.A)) && !slots.equals(List.of(Slot.A, Slot.B))) {
            throw problem(name, "its slots are %s, neither [a] nor [a, b]".formatted(slots));
        }
    }

    /** Reads what an environment's file says for one target. */
    static EnvironmentSettings read(String name, String target, String file) {
        var content = section(name, "file", parse(name, file));
        var unknown = new TreeSet<>(content.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw problem(name, "it has %s, which is none of %s".formatted(unknown, new TreeSet<>(KEYS)));
        }
        var targets = section(name, "targets", content.get("targets"));
        if (!targets.containsKey(target)) {
            throw problem(name, "it has no target %s, only %s".formatted(target, targets.keySet()));
        }
        var parameters = new TreeMap<String, String>();
        section(name, "parameters", content.get("parameters"))
                .forEach((key, value) -> parameters.put(key, text(value)));
        section(name, target, targets.get(target)).forEach((key, value) -> parameters.put(key, text(value)));
        return new EnvironmentSettings(name, slots(name, content.get("slots")), parameters);
    }

    /** These parameters instead of those of the same name. */
    EnvironmentSettings with(Map<String, String> others) {
        var all = new TreeMap<>(parameters);
        all.putAll(others);
        return new EnvironmentSettings(name, slots, all);
    }

    boolean hasGreenSlot() {
        return slots.contains(Slot.B);
    }

    private static @Nullable Object parse(String name, String file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
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

    private static List<Slot> slots(String name, @Nullable Object content) {
        if (content instanceof List<?> names && Set.of("a", "b").containsAll(names)) {
            return names.stream().map(String::valueOf).map(Slot::of).toList();
        }
        throw problem(name, "its slots are %s, neither [a] nor [a, b]".formatted(content));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static DeploymentException problem(String name, String problem) {
        return new DeploymentException("Tried to read environment %s but %s".formatted(name, problem));
    }
}
