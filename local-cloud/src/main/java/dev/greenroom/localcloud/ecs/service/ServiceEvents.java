package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.Identifiers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The events of services, in AWS's words. Callers hold the monitor of {@link Services}. */
final class ServiceEvents {
    private final EventPublisher publisher;
    private final Clock clock;

    ServiceEvents(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    void deploying(ServiceEntry service, Rollout rollout) {
        publish(service, rollout, "INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS");
    }

    void started(ServiceEntry service, List<String> taskArns, int replacing) {
        String more =
                replacing > 0 ? " Amazon ECS replaced %d tasks due to an unhealthy status.".formatted(replacing) : "";
        add(service, "(service %s) has started %d tasks: %s.%s", service.name(), taskArns.size(), list(taskArns), more);
    }

    void stopped(ServiceEntry service, List<String> taskArns) {
        add(service, "(service %s) has stopped %d running tasks: %s.", service.name(), taskArns.size(), list(taskArns));
    }

    void targetRegistered(ServiceEntry service, String targetGroupArn) {
        add(service, "(service %s) registered 1 targets in (target-group %s)", service.name(), targetGroupArn);
    }

    void targetDeregistered(ServiceEntry service, String rolloutId, String targetGroupArn) {
        add(service, "(service %s) deregistered 1 targets in (target-group %s)", service.name(), targetGroupArn);
        add(service, "(service %s, taskSet %s) has begun draining connections on 1 tasks.", service.name(), rolloutId);
    }

    void unhealthy(ServiceEntry service, String taskArn, TaskCondition.Problem problem) {
        add(service, "(service %s) %s %s", service.name(), list(List.of(taskArn)), problem.event());
    }

    void notStarted(ServiceEntry service, String reason) {
        String format = reason.startsWith("ECS was unable to assume the role")
                ? "(service %s) failed to launch a task with (error %s)."
                : "(service %s) was unable to place a task. Reason: %s.";
        add(service, format, service.name(), reason);
    }

    void impaired(ServiceEntry service) {
        add(service, "(service %s) is unable to consistently start tasks successfully.", service.name());
        publish(service, "WARN", "SERVICE_TASK_START_IMPAIRED");
    }

    void stuck(ServiceEntry service) {
        add(
                service,
                "(service %s) was unable to stop or start tasks during a deployment because of the service deployment"
                        + " configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
                service.name());
    }

    void completed(ServiceEntry service, Rollout rollout) {
        add(service, "(service %s) (deployment %s) deployment completed.", service.name(), rollout.id());
        publish(service, rollout, "INFO", "SERVICE_DEPLOYMENT_COMPLETED");
    }

    void failed(ServiceEntry service, Rollout rollout) {
        add(
                service,
                "(service %s) (deployment %s) deployment failed: tasks failed to start.",
                service.name(),
                rollout.id());
        publish(service, rollout, "ERROR", "SERVICE_DEPLOYMENT_FAILED");
    }

    void rollingBack(ServiceEntry service, Rollout to) {
        add(service, "(service %s) rolling back to deployment %s.", service.name(), to.id());
    }

    void steady(ServiceEntry service) {
        add(service, "(service %s) has reached a steady state.", service.name());
        publish(service, "INFO", "SERVICE_STEADY_STATE");
    }

    private void add(ServiceEntry service, String format, Object... arguments) {
        service.addEvent(ServiceEvent.builder()
                .id(Identifiers.uuid())
                .createdAt(clock.instant())
                .message(format.formatted(arguments))
                .build());
    }

    private void publish(ServiceEntry service, Rollout rollout, String type, String name) {
        Map<String, Object> detail = Map.of(
                "eventType", type,
                "eventName", name,
                "deploymentId", rollout.id(),
                "updatedAt", rollout.updatedAt().toString(),
                "reason", rollout.reason());
        publisher.publish("ECS Deployment State Change", service.arn(), clock.instant(), detail);
    }

    private void publish(ServiceEntry service, String type, String name) {
        Map<String, Object> detail = Map.of(
                "eventType",
                type,
                "eventName",
                name,
                "clusterArn",
                service.clusterArn(),
                "createdAt",
                clock.instant().toString());
        publisher.publish("ECS Service Action", service.arn(), clock.instant(), detail);
    }

    private static String list(List<String> taskArns) {
        return taskArns.stream()
                .map(EcsArns::nameOf)
                .map("(task %s)"::formatted)
                .collect(Collectors.joining(" "));
    }
}
