package dev.greenroom.localcloud.ecs.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/**
 * Decides what a service does next. Pure: what it is told goes in, steps come out; whatever the steps change shows in
 * the next view.
 */
final class RolloutPlanner {
    private final ServiceView service;
    private final RolloutView primary;
    private final List<Step> steps = new ArrayList<>();
    private int alive;
    private int healthy;
    private int started;

    private RolloutPlanner(ServiceView service) {
        this.service = service;
        this.primary = service.primary();
        this.alive = primary.count(TaskPhase::isAlive);
        this.healthy = primary.healthy();
        for (RolloutView older : service.older()) {
            alive += older.count(TaskPhase::isAlive);
            healthy += older.healthy();
        }
    }

    static List<Step> plan(ServiceView service) {
        return new RolloutPlanner(service).plan();
    }

    private List<Step> plan() {
        if (inProgress() && service.breaker().trips(primary.failures(), service.desired())) {
            return List.of(new Step.Fail());
        }
        removeOlder();
        stopReplaced();
        makeRoom();
        start();
        stopUnhealthy();
        stopSurplus();
        if (isComplete()) {
            steps.add(new Step.Complete());
        } else if (isStuck()) {
            steps.add(new Step.Stuck());
        }
        return steps;
    }

    private void removeOlder() {
        service.older().stream()
                .filter(older -> older.tasks().isEmpty())
                .forEach(older -> steps.add(new Step.Remove(older.id())));
    }

    /** Older tasks go as the primary's become healthy; those that serve nobody go at once. */
    private void stopReplaced() {
        stop(older(phase -> phase.isAlive() && phase != TaskPhase.HEALTHY), false);
        List<TaskView> serving = older(phase -> phase == TaskPhase.HEALTHY);
        int stillNeeded = Math.max(0, service.desired() - primary.healthy());
        stop(first(serving, Math.min(serving.size() - stillNeeded, dispensable())), false);
    }

    /** Where nothing can start any more, older tasks go first, as far as enough healthy ones are left. */
    private void makeRoom() {
        int lacking = missing() - room();
        if (mayStart() && lacking > 0) {
            List<TaskView> serving = older(phase -> phase == TaskPhase.HEALTHY).stream()
                    .filter(task -> !isStopped(task))
                    .toList();
            stop(first(serving, Math.min(lacking, dispensable())), false);
        }
    }

    private void start() {
        int count = Math.min(missing(), room());
        if (mayStart() && count > 0) {
            int unhealthy = primary.count(phase -> phase == TaskPhase.UNHEALTHY);
            steps.add(new Step.Start(count, Math.min(unhealthy, count)));
            started = count;
            alive += count;
        }
    }

    /** Once they are replaced; one by one where their replacements find no room; at once when none will come. */
    private void stopUnhealthy() {
        List<TaskView> unhealthy = primary.in(phase -> phase == TaskPhase.UNHEALTHY);
        boolean replaced = primary.healthy() >= service.desired() || hasFailed();
        boolean noRoom = missing() > 0 && room() <= 0;
        stop(first(unhealthy, replaced ? unhealthy.size() : noRoom ? 1 : 0), service.desired() > 0);
    }

    /** Those that do not serve yet before those that do, the youngest first. */
    private void stopSurplus() {
        var leastUseful = new ArrayList<>(primary.in(TaskPhase::isUsable));
        Collections.reverse(leastUseful);
        leastUseful.sort(Comparator.comparing(TaskView::phase));
        stop(first(leastUseful, leastUseful.size() - service.desired()), false);
    }

    private boolean isComplete() {
        return inProgress()
                && steps.stream().allMatch(step -> step instanceof Step.Remove)
                && service.older().stream().allMatch(older -> older.tasks().isEmpty())
                && primary.healthy() == service.desired()
                && primary.tasks().size() == service.desired();
    }

    private boolean isStuck() {
        boolean somethingMoves = primary.tasks().stream()
                .anyMatch(task -> task.phase() == TaskPhase.STARTING || task.phase() == TaskPhase.SETTLING);
        return inProgress() && steps.isEmpty() && mayStart() && missing() > 0 && !somethingMoves;
    }

    private List<TaskView> older(Predicate<TaskPhase> phase) {
        return service.older().stream()
                .flatMap(older -> older.in(phase).stream())
                .toList();
    }

    private void stop(List<TaskView> tasks, boolean unhealthy) {
        if (!tasks.isEmpty()) {
            steps.add(new Step.Stop(tasks.stream().map(TaskView::arn).toList(), unhealthy));
            alive -= tasks.size();
            healthy -= (int) tasks.stream()
                    .filter(task -> task.phase() == TaskPhase.HEALTHY)
                    .count();
        }
    }

    private boolean isStopped(TaskView task) {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof Step.Stop stop && stop.taskArns().contains(task.arn()));
    }

    private static List<TaskView> first(List<TaskView> tasks, int count) {
        return tasks.subList(0, Math.max(0, Math.min(tasks.size(), count)));
    }

    private int missing() {
        return service.desired() - primary.count(TaskPhase::isUsable) - started;
    }

    private int room() {
        return service.bounds().most(service.desired()) - alive;
    }

    /** Healthy tasks more than must be left alone. */
    private int dispensable() {
        return healthy - service.bounds().fewest(service.desired());
    }

    private boolean mayStart() {
        return service.mayStart() && !hasFailed();
    }

    private boolean inProgress() {
        return primary.state() == DeploymentRolloutState.IN_PROGRESS;
    }

    private boolean hasFailed() {
        return primary.state() == DeploymentRolloutState.FAILED;
    }
}
