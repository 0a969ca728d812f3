package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

/**
 * Which showcase, and with which of the settings that differ by target.
 *
 * @param project begins the names of all stacks, so that two showcases fit in one account
 * @param target section of the environments' files
 */
public record ShowcaseSettings(String project, String target) {
    public ShowcaseSettings {
        requireNonNull(project, "project is null");
        requireNonNull(target, "target is null");
    }
}
