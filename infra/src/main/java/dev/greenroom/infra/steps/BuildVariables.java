package dev.greenroom.infra.steps;

import dev.greenroom.infra.Slot;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Map;
import java.util.stream.Stream;

/** What a build is told by its environment. */
record BuildVariables(Map<String, String> values) {
    BuildVariables {
        values = Map.copyOf(values);
    }

    /** @throws DeploymentException when it is not set, or empty */
    String get(String name) {
        var value = values.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new DeploymentException(
                    "Tried to run a step of the delivery but environment variable %s is not set; the build project or the"
                                    .formatted(name)
                            + " pipeline's action sets it");
        }
        return value;
    }

    /** @throws DeploymentException when it is no slot */
    Slot slot(String name) {
        var text = get(name);
        return Stream.of(Slot.values())
                .filter(slot -> slot.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new DeploymentException(
                        "Tried to read environment variable %s but '%s' is no slot, only a and b are"
                                .formatted(name, text)));
    }

    /** What may be left out; empty then. */
    String getIfAny(String name) {
        return values.getOrDefault(name, "");
    }

    int minutes(String name) {
        var text = get(name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new DeploymentException(
                    "Tried to read environment variable %s but '%s' is no number of minutes".formatted(name, text),
                    noNumber);
        }
    }
}
