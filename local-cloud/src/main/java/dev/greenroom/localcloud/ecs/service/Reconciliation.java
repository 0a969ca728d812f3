package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Brings one service a step nearer to what is wanted: takes in what became of its tasks, asks the planner, and does what
 * it says. Its caller holds the monitor of {@link Services}; nothing here waits.
 */
final class Reconciliation {
    /** What ends a task that is not a failure of what was deployed. */
    private static final Set<TaskStopCode> WANTED_STOPS =
            Set.of(TaskStopCode.SERVICE_SCHEDULER_INITIATED, TaskStopCode.USER_INITIATED);

    private static final Duration NOT_SOON = Duration.ofHours(1);

    private final ServiceEntry service;
    private final ServiceTasks tasks;
    private final List<Task> seen;
    private final ServiceEvents events;
    private final TargetHealths targets;
    private final SchedulerPace pace;
    private final Instant now;
    private final Map<String, TaskCondition.Problem> problems = new HashMap<>();

    /** @param seen all tasks as they are looked at now */
    Reconciliation(
            ServiceEntry service,
            ServiceTasks tasks,
            List<Task> seen,
            ServiceEvents events,
            TargetHealths targets,
            SchedulerPace pace,
            Instant now) {
        this.service = service;
        this.tasks = tasks;
        this.seen = seen;
        this.events = events;
        this.targets = targets;
        this.pace = pace;
        this.now = now;
    }

    /** Returns after how long to look again, unless something happens before. */
    Duration run() {
        ServiceView view = view();
        List<Step> steps = RolloutPlanner.plan(view);
        steps.forEach(this::apply);
        conclude(view, steps);
        return nextLook(view, steps);
    }

    private ServiceView view() {
        var views = new ArrayList<RolloutView>();
        for (Rollout rollout : service.rollouts()) {
            views.add(observe(rollout));
        }
        return new ServiceView(
                service.desired(),
                service.spec().bounds(),
                service.status() == ServiceStatus.ACTIVE ? service.spec().breaker() : CircuitBreaker.NONE,
                !now.isBefore(service.throttle().notBefore()),
                views.get(0),
                views.subList(1, views.size()));
    }

    private RolloutView observe(Rollout rollout) {
        TaskCondition.Rules rules = rules(rollout);
        var views = new ArrayList<TaskView>();
        for (Task task : ServiceTasks.of(rollout, seen)) {
            rollout.settleImages(task);
            TaskCondition condition = TaskCondition.of(task, rules, targets, rollout.wasHealthy(task.taskArn()), now);
            condition.problem().ifPresent(problem -> problems.put(task.taskArn(), problem));
            note(rollout, task, condition.phase());
            if (!TaskStatus.isStopped(task)) {
                views.add(new TaskView(task.taskArn(), condition.phase()));
            }
        }
        return new RolloutView(rollout.id(), rollout.state(), rollout.failures(), views);
    }

    private TaskCondition.Rules rules(Rollout rollout) {
        return new TaskCondition.Rules(
                rollout.revision().targets(), service.spec().gracePeriod(), pace.settleTime());
    }

    private void note(Rollout rollout, Task task, TaskPhase phase) {
        String arn = task.taskArn();
        if (phase == TaskPhase.HEALTHY && rollout.healthy(arn) && rollout == service.primary()) {
            service.throttle().reset();
        } else if (phase == TaskPhase.UNHEALTHY && rollout.failed(arn)) {
            events.unhealthy(service, arn, problems.get(arn));
            failed(rollout);
        } else if (phase == TaskPhase.STOPPING && rollout.ended(arn)) {
            ended(rollout, task);
        }
    }

    private void ended(Rollout rollout, Task task) {
        service.steady(false);
        if (task.stopCode() == null || WANTED_STOPS.contains(task.stopCode())) {
            return;
        }
        if (task.stopCode() == TaskStopCode.TASK_FAILED_TO_START) {
            events.notStarted(service, task.stoppedReason());
        }
        if (!rollout.wasHealthy(task.taskArn()) && rollout.failed(task.taskArn())) {
            failed(rollout);
        }
    }

    private void failed(Rollout rollout) {
        if (rollout == service.primary()) {
            service.throttle().failed(now);
            if (service.throttle().isNewlyImpaired()) {
                events.impaired(service);
            }
        }
    }

    private void apply(Step step) {
        if (step instanceof Step.Start start) {
            service.steady(false);
            events.started(service, tasks.launch(service, service.primary(), start.count()), start.replacing());
        } else if (step instanceof Step.Stop stop) {
            service.steady(false);
            events.stopped(service, stop.taskArns());
            stop.taskArns().forEach(arn -> tasks.stop(arn, stopReason(arn, stop)));
        } else if (step instanceof Step.Fail) {
            fail(service.primary());
        } else if (step instanceof Step.Complete) {
            complete(service.primary());
        } else if (step instanceof Step.Remove remove) {
            service.remove(remove.rolloutId());
        } else if (step instanceof Step.Stuck && service.primary().reportStuck()) {
            events.stuck(service);
        }
    }

    private String stopReason(String taskArn, Step.Stop stop) {
        TaskCondition.Problem problem = problems.get(taskArn);
        return stop.unhealthy() && problem != null
                ? problem.stoppedReason()
                : "Scaling activity initiated by (deployment %s)"
                        .formatted(service.primary().id());
    }

    private void fail(Rollout rollout) {
        Optional<Rollout> back = service.lastCompleted()
                .filter(completed -> service.spec().breaker().rollback() && completed != rollout);
        service.failed(rollout, back.orElse(null), now);
        events.failed(service, rollout);
        back.ifPresent(completed -> {
            events.rollingBack(service, completed);
            events.deploying(service, completed);
        });
    }

    private void complete(Rollout rollout) {
        if (service.status() == ServiceStatus.ACTIVE) {
            service.completed(rollout, now);
            events.completed(service, rollout);
        }
    }

    private void conclude(ServiceView view, List<Step> steps) {
        boolean moving = steps.stream().anyMatch(step -> step instanceof Step.Start || step instanceof Step.Stop);
        boolean alone = view.older().stream().allMatch(older -> older.tasks().isEmpty());
        RolloutView primary = view.primary();
        if (moving || !alone || primary.tasks().size() != view.desired()) {
            return;
        }
        if (service.status() == ServiceStatus.DRAINING) {
            service.deactivate(now);
        } else if (service.primary().state() == DeploymentRolloutState.COMPLETED
                && primary.healthy() == view.desired()
                && !service.isSteady()) {
            service.steady(true);
            events.steady(service);
        }
    }

    private Duration nextLook(ServiceView view, List<Step> steps) {
        if (service.status() == ServiceStatus.INACTIVE) {
            return NOT_SOON;
        }
        if (steps.stream().anyMatch(step -> !(step instanceof Step.Stuck))) {
            return Duration.ZERO;
        }
        if (view.primary().count(phase -> phase == TaskPhase.SETTLING) > 0) {
            return pace.pending();
        }
        boolean watched = view.primary().count(TaskPhase::isAlive) > 0
                && !service.primary().revision().targets().isEmpty();
        Duration look = watched ? pace.steady() : NOT_SOON;
        Duration throttled = view.mayStart()
                ? NOT_SOON
                : Duration.between(now, service.throttle().notBefore()).plusMillis(1);
        return throttled.compareTo(look) < 0 ? throttled : look;
    }
}
