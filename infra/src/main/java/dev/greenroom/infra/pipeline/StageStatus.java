package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage, who is in it and who waits in front of it.
 *
 * @param status of what was in it last
 * @param holds the execution that is or was in it last, null when none ever was
 * @param waits the execution that waits in front of it, null when none does
 * @param closed why its transition is disabled, null when it isn't
 */
public record StageStatus(
        String name,
        Status status,
        @Nullable Execution holds,
        @Nullable Execution waits,
        List<ActionStatus> actions,
        @Nullable String closed) {
    public StageStatus {
        requireNonNull(name, "name is null");
        requireNonNull(status, "status is null");
        actions = List.copyOf(actions);
    }

    public Optional<Execution> execution() {
        return Optional.ofNullable(holds);
    }

    public Optional<Execution> waiting() {
        return Optional.ofNullable(waits);
    }

    /** What the waiting execution waits for, as the end of a sentence; empty when none waits. */
    public Optional<String> reason() {
        if (waits == null) {
            return Optional.empty();
        }
        if (closed != null) {
            return Optional.of("the way into %s is closed: %s".formatted(name, closed));
        }
        return Optional.of(execution()
                .map(before -> "%s is in %s".formatted(before.title(), name))
                .orElse("%s is about to take it".formatted(name)));
    }

    public Optional<ActionStatus> action(String action) {
        return actions.stream().filter(each -> each.name().equals(action)).findFirst();
    }
}
