package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which showcase, and with which of the settings that differ by target.
 *
 * @param project begins the names of all stacks, so that two showcases fit in one account
 * @param target section of the environments' files
 * @param parameters by environment, those that have another value than the environment's file says
 */
public record ShowcaseSettings(String project, String target, Map<String, Map<String, String>> parameters) {
    private static final Pattern OVERRIDE = Pattern.compile("([a-z][a-z0-9]*)\\.([A-Za-z0-9]+)=(.*)");

    public ShowcaseSettings {
        requireNonNull(project, "project is null");
        requireNonNull(target, "target is null");
        parameters = Map.copyOf(parameters);
    }

    /** Exactly what the environments' files say. */
    public ShowcaseSettings(String project, String target) {
        this(project, target, Map.of());
    }

    /**
     * These settings with what {@link #overrides} told.
     *
     * @throws DeploymentException when it isn't {@code ENVIRONMENT.PARAMETER=VALUE}, separated by semicolons
     */
    public ShowcaseSettings with(String overrides) {
        var all = new TreeMap<String, Map<String, String>>();
        parameters.forEach((environment, its) -> all.put(environment, new TreeMap<>(its)));
        for (var override : overrides.isEmpty() ? new String[0] : overrides.split(";", -1)) {
            var matcher = OVERRIDE.matcher(override);
            if (!matcher.matches()) {
                throw new DeploymentException("Tried to read settings '%s' but '%s' is not ENVIRONMENT.PARAMETER=VALUE"
                        .formatted(overrides, override));
            }
            all.computeIfAbsent(matcher.group(1), environment -> new TreeMap<>())
                    .put(matcher.group(2), matcher.group(3));
        }
        return new ShowcaseSettings(project, target, all);
    }

    /** What differs from the files of these environments, as one line; empty when nothing does. */
    String overrides(List<String> environments) {
        var overrides = new ArrayList<String>();
        for (var environment : environments) {
            new TreeMap<>(parameters(environment))
                    .forEach((name, value) -> overrides.add("%s.%s=%s".formatted(environment, name, value)));
        }
        overrides.stream()
                .filter(override -> override.contains(";"))
                .findFirst()
                .ifPresent(override -> {
                    throw new DeploymentException(
                            "Tried to hand setting %s to the pipeline's build but it has a semicolon"
                                    .formatted(override));
                });
        return String.join(";", overrides);
    }

    Map<String, String> parameters(String environment) {
        return parameters.getOrDefault(environment, Map.of());
    }
}
