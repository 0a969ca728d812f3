package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

/** What the stacks of one environment are called. */
record StackNames(String project, String environment) {
    StackNames {
        requireNonNull(project, "project is null");
        requireNonNull(environment, "environment is null");
    }

    String name(String component) {
        return "%s-%s-%s".formatted(project, environment, component);
    }

    String serviceName(Slot slot) {
        return name(Blueprint.SERVICE + "-" + slot);
    }
}
