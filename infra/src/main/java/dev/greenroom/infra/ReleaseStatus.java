package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A release in a slot.
 *
 * @param taskDefinition that its service is to run, by ARN
 * @param tags of its image
 * @param tasks how many there should be
 * @param running how many there are
 * @param rollout {@code COMPLETED}, {@code IN_PROGRESS} or {@code FAILED}
 * @param targets its tasks, as the load balancer sees them
 */
public record ReleaseStatus(
        Image image,
        String taskDefinition,
        List<String> tags,
        int tasks,
        int running,
        String rollout,
        List<TargetStatus> targets) {
    public ReleaseStatus {
        requireNonNull(image, "image is null");
        requireNonNull(taskDefinition, "taskDefinition is null");
        tags = List.copyOf(tags);
        requireNonNull(rollout, "rollout is null");
        targets = List.copyOf(targets);
    }

    ReleaseStatus withTags(List<String> newTags) {
        return new ReleaseStatus(image, taskDefinition, newTags, tasks, running, rollout, targets);
    }

    /** Why it could not serve end users now; empty when it could. */
    public Optional<String> obstacle() {
        if (tasks == 0) {
            return Optional.of("it is scaled to no tasks");
        }
        if (!rollout.equals("COMPLETED")) {
            return Optional.of("its rollout is " + rollout);
        }
        if (running < tasks) {
            return Optional.of("only %d of %d tasks run".formatted(running, tasks));
        }
        return targets.stream().filter(TargetStatus::isHealthy).count() < tasks
                ? Optional.of("its targets are " + targets)
                : Optional.empty();
    }
}
