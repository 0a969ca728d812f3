package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import dev.greenroom.localcloud.ecs.task.FargatePlacement;
import dev.greenroom.localcloud.ecs.task.TaskLaunch;
import dev.greenroom.localcloud.ecs.task.TaskStatus;
import dev.greenroom.localcloud.ecs.task.Tasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The tasks that services have started. */
final class ServiceTasks {
    private final Tasks tasks;
    private final ResourceTags tags;

    ServiceTasks(Tasks tasks, ResourceTags tags) {
        this.tasks = tasks;
        this.tags = tags;
    }

    /** Those of a deployment, oldest first, stopped ones too. */
    List<Task> of(Rollout rollout) {
        return of(rollout, tasks.all());
    }

    static List<Task> of(Rollout rollout, List<Task> all) {
        return all.stream()
                .filter(task -> rollout.id().equals(task.startedBy()))
                .sorted(Comparator.comparing(Task::createdAt))
                .toList();
    }

    /** As they are now, of all services and of none. */
    List<Task> all() {
        return tasks.all();
    }

    int count(Rollout rollout, Predicate<Task> filter) {
        return (int) of(rollout).stream().filter(filter).count();
    }

    boolean hasLeft(Rollout rollout) {
        return of(rollout).stream().anyMatch(task -> !TaskStatus.isStopped(task));
    }

    /** Returns the ARNs of the new tasks. */
    List<String> launch(ServiceEntry service, Rollout rollout, int count) {
        var launched = new ArrayList<String>();
        TaskLaunch launch = describe(service, rollout);
        for (int i = 0; i < count; i++) {
            launched.add(tasks.launch(launch).taskArn());
        }
        return launched;
    }

    void stop(String taskArn, String reason) {
        tasks.stop(taskArn, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason);
    }

    private TaskLaunch describe(ServiceEntry service, Rollout rollout) {
        Revision revision = rollout.revision();
        return new TaskLaunch(
                service.clusterArn(),
                revision.definition(),
                TaskOverride.builder().build(),
                FargatePlacement.network(revision.network()),
                "service:" + service.name(),
                rollout.id(),
                revision.placement().capacityProvider(),
                service.spec().executeCommand(),
                tags(service, revision),
                revision.targets(),
                rollout.imageDigests());
    }

    private List<Tag> tags(ServiceEntry service, Revision revision) {
        var all = new LinkedHashMap<String, Tag>();
        if (service.spec().propagateTags() == PropagateTags.SERVICE) {
            tags.ofUser(service.arn()).forEach(tag -> all.put(tag.key(), tag));
        } else if (service.spec().propagateTags() == PropagateTags.TASK_DEFINITION) {
            tags.ofUser(revision.definition().taskDefinitionArn()).forEach(tag -> all.put(tag.key(), tag));
        }
        if (service.spec().managedTags()) {
            all.put("aws:ecs:serviceName", tag("aws:ecs:serviceName", service.name()));
            all.put("aws:ecs:clusterName", tag("aws:ecs:clusterName", EcsArns.nameOf(service.clusterArn())));
        }
        return List.copyOf(all.values());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
