package dev.greenroom.localcloud.ecs.service;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/**
 * A deployment as the planner sees it.
 *
 * @param failures tasks that failed since one was healthy
 * @param tasks those that are not yet stopped, oldest first
 */
record RolloutView(String id, DeploymentRolloutState state, int failures, List<TaskView> tasks) {
    RolloutView {
        tasks = List.copyOf(tasks);
    }

    int count(Predicate<TaskPhase> phase) {
        return (int) tasks.stream().map(TaskView::phase).filter(phase).count();
    }

    int healthy() {
        return count(phase -> phase == TaskPhase.HEALTHY);
    }

    List<TaskView> in(Predicate<TaskPhase> phase) {
        return tasks.stream().filter(task -> phase.test(task.phase())).toList();
    }
}
