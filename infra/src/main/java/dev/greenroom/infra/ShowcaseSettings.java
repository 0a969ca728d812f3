package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Which showcase, and with which of the settings that differ by target.
 *
 * @param project begins the names of all stacks, so that two showcases fit in one account
 * @param target section of the environments' files
 * @param parameters by environment, those that have another value than the environment's file says
 */
public record ShowcaseSettings(String project, String target, Map<String, Map<String, String>> parameters) {
    public ShowcaseSettings {
        requireNonNull(project, "project is null");
        requireNonNull(target, "target is null");
        parameters = Map.copyOf(parameters);
    }

    /** Exactly what the environments' files say. */
    public ShowcaseSettings(String project, String target) {
        this(project, target, Map.of());
    }

    Map<String, String> parameters(String environment) {
        return parameters.getOrDefault(environment, Map.of());
    }
}
