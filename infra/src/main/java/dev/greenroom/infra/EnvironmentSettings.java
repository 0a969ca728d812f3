package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one environment is made on one target.
 *
 * @param slots the first is live in the beginning
 * @param parameters of its templates
 */
record EnvironmentSettings(String name, List<Slot> slots, Map<String, String> parameters) {
    private static final String SLOTS = "slots";

    EnvironmentSettings {
        requireNonNull(name, "name is null");
        slots = List.copyOf(slots);
        parameters = Map.copyOf(parameters);
        if (!slots.equals(List.of(Slot.A)) && !slots.equals(List.of(Slot.A, Slot.B))) {
            throw SettingsFile.problem(name, "its slots are %s, neither [a] nor [a, b]".formatted(slots));
        }
    }

    /** Reads what an environment's file says for one target. */
    static EnvironmentSettings read(String name, String target, String text) {
        var file = SettingsFile.read(name, text, Set.of(SLOTS));
        return new EnvironmentSettings(name, slots(name, file.content().get(SLOTS)), file.parameters(target));
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

    private static List<Slot> slots(String name, @Nullable Object content) {
        if (content instanceof List<?> names && Set.of("a", "b").containsAll(names)) {
            return names.stream().map(String::valueOf).map(Slot::of).toList();
        }
        throw SettingsFile.problem(name, "its slots are %s, neither [a] nor [a, b]".formatted(content));
    }
}
