package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.task.TargetBinding;
import dev.greenroom.localcloud.ecs.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * How a task of a service does.
 *
 * @param problem what is wrong with an unhealthy one
 */
record TaskCondition(TaskPhase phase, Optional<Problem> problem) {

    /**
     * What makes a task unhealthy, in AWS's words.
     *
     * @param event what the service's event says of the task
     * @param stoppedReason why it is stopped then
     */
    record Problem(String event, String stoppedReason) {}

    /** What a task's condition is judged by. */
    record Rules(List<TargetBinding> targets, Duration gracePeriod, Duration settleTime) {
        Rules {
            targets = List.copyOf(targets);
        }
    }

    static TaskCondition of(Task task, Rules rules, TargetHealths targets, boolean wasHealthy, Instant now) {
        if (!TaskStatus.isWanted(task) || TaskStatus.of(task).compareTo(TaskStatus.RUNNING) > 0) {
            return in(TaskPhase.STOPPING);
        }
        if (!TaskStatus.isRunning(task)) {
            return in(TaskPhase.STARTING);
        }
        boolean inGrace = now.isBefore(task.startedAt().plus(rules.gracePeriod()));
        Optional<Problem> problem = problem(task, rules, targets);
        if (problem.isPresent()) {
            return inGrace ? in(TaskPhase.SETTLING) : new TaskCondition(TaskPhase.UNHEALTHY, problem);
        }
        return in(wasHealthy || isHealthy(task, rules, targets, now) ? TaskPhase.HEALTHY : TaskPhase.SETTLING);
    }

    private static TaskCondition in(TaskPhase phase) {
        return new TaskCondition(phase, Optional.empty());
    }

    private static Optional<Problem> problem(Task task, Rules rules, TargetHealths targets) {
        for (TargetBinding binding : rules.targets()) {
            Optional<TargetHealth> health = targets.of(binding, ip(task))
                    .filter(each -> each.state() == TargetHealthStateEnum.UNHEALTHY
                            || each.state() == TargetHealthStateEnum.UNHEALTHY_DRAINING);
            if (health.isPresent()) {
                return Optional.of(new Problem(
                        "(port %d) is unhealthy in (target-group %s) due to (reason %s)."
                                .formatted(
                                        binding.containerPort(),
                                        binding.targetGroupArn(),
                                        health.get().description()),
                        "Task failed ELB health checks in (target-group %s)".formatted(binding.targetGroupArn())));
            }
        }
        return Optional.empty();
    }

    private static boolean isHealthy(Task task, Rules rules, TargetHealths targets, Instant now) {
        if (rules.targets().isEmpty()) {
            return !now.isBefore(task.startedAt().plus(rules.settleTime()));
        }
        return rules.targets().stream().allMatch(binding -> targets.of(binding, ip(task))
                .map(TargetHealth::state)
                .filter(state -> state == TargetHealthStateEnum.HEALTHY)
                .isPresent());
    }

    private static String ip(Task task) {
        return task.containers().get(0).networkInterfaces().get(0).privateIpv4Address();
    }
}
