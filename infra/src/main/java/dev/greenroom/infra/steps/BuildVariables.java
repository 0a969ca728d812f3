package dev.greenroom.infra.steps;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Map;

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
