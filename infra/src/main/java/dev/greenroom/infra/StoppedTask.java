package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

/**
 * A task that didn't stay up.
 *
 * @param reason ECS's, with the exit code where there is one
 */
public record StoppedTask(String id, String reason) {
    public StoppedTask {
        requireNonNull(id, "id is null");
        requireNonNull(reason, "reason is null");
    }
}
