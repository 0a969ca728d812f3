package dev.greenroom.infra;

import static java.util.Objects.requireNonNullElse;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackFailedException;
import dev.greenroom.infra.stacks.StackState;
import dev.greenroom.infra.stacks.Stacks;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** Finds out why a release didn't start, from what its tasks left behind. */
final class Diagnosis {
    private static final int TASKS = 3;
    private static final int LINES = 20;

    private final Blueprint blueprint;
    private final Stacks stacks;
    private final AwsClients aws;

    Diagnosis(Blueprint blueprint, Stacks stacks, AwsClients aws) {
        this.blueprint = blueprint;
        this.stacks = stacks;
        this.aws = aws;
    }

    /** The failure with its reason; as it is when no task of the release was ever started. */
    DeploymentException explain(StackFailedException failure, Slot slot, Image image) {
        var cluster = stacks.stack(blueprint.name(Blueprint.CLUSTER)).find().orElseThrow(() -> failure);
        var tasks = failedTasks(cluster.output("Cluster"), blueprint.serviceName(slot), image);
        return tasks.isEmpty()
                ? failure
                : new ReleaseFailedException(
                        blueprint.settings().name(),
                        slot,
                        image,
                        tasks.stream().map(Diagnosis::stoppedTask).toList(),
                        lastLines(cluster, slot, tasks.get(0)),
                        failure);
    }

    private List<Task> failedTasks(String cluster, String family, Image image) {
        var arns = aws
                .ecs()
                .listTasksPaginator(
                        request -> request.cluster(cluster).family(family).desiredStatus(DesiredStatus.STOPPED))
                .taskArns()
                .stream()
                .limit(100)
                .toList();
        if (arns.isEmpty()) {
            return List.of();
        }
        return aws.ecs().describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
                .filter(task -> task.containers().stream().anyMatch(container -> runs(container, image)))
                .filter(task -> !isReplaced(task))
                .sorted(Comparator.comparing(Task::createdAt).reversed())
                .limit(TASKS)
                .toList();
    }

    private static boolean runs(Container container, Image image) {
        return image.toString().equals(container.image());
    }

    /** Whether it was stopped only because another one took its place. */
    private static boolean isReplaced(Task task) {
        return requireNonNullElse(task.stoppedReason(), "").startsWith("Scaling activity");
    }

    private static StoppedTask stoppedTask(Task task) {
        var reason = new StringBuilder(requireNonNullElse(task.stoppedReason(), "no reason was given"));
        for (var container : task.containers()) {
            if (container.exitCode() != null) {
                reason.append(", exit code ").append(container.exitCode());
            }
            if (saysMore(container, task)) {
                reason.append(", ").append(container.reason());
            }
        }
        return new StoppedTask(id(task), reason.toString());
    }

    /** Whether its reason isn't the task's once more, nor what it printed last, which the log lines tell. */
    private static boolean saysMore(Container container, Task task) {
        var reason = requireNonNullElse(container.reason(), "");
        return !reason.isEmpty() && !reason.contains("\n") && !reason.equals(task.stoppedReason());
    }

    private List<String> lastLines(StackState cluster, Slot slot, Task task) {
        var group = cluster.output("LogGroup" + slot.name());
        var stream = "service/service/" + id(task);
        try {
            return aws
                    .logs()
                    .getLogEvents(request -> request.logGroupName(group)
                            .logStreamName(stream)
                            .startFromHead(false)
                            .limit(LINES))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .map(String::stripTrailing)
                    .toList();
        } catch (ResourceNotFoundException neverLogged) {
            return List.of();
        }
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
