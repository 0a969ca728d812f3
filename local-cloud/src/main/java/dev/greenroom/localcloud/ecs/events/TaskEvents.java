package dev.greenroom.localcloud.ecs.events;

import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.ecs.task.TaskListener;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** Publishes {@code ECS Task State Change}. */
public final class TaskEvents implements TaskListener {
    private final EventPublisher publisher;
    private final Clock clock;

    public TaskEvents(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void changed(Task before, Task now) {
        boolean isNew = before == now;
        if (isNew
                || !before.lastStatus().equals(now.lastStatus())
                || !before.desiredStatus().equals(now.desiredStatus())) {
            publisher.publish("ECS Task State Change", now.taskArn(), clock.instant(), describe(now));
        }
    }

    private static Map<String, Object> describe(Task task) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("taskArn", task.taskArn());
        detail.put("clusterArn", task.clusterArn());
        detail.put("taskDefinitionArn", task.taskDefinitionArn());
        detail.put("group", task.group());
        detail.put("launchType", task.launchTypeAsString());
        detail.put("lastStatus", task.lastStatus());
        detail.put("desiredStatus", task.desiredStatus());
        detail.put("version", task.version());
        put(detail, "availabilityZone", task.availabilityZone());
        put(detail, "startedBy", task.startedBy());
        put(detail, "stopCode", task.stopCodeAsString());
        put(detail, "stoppedReason", task.stoppedReason());
        put(detail, "createdAt", task.createdAt());
        put(detail, "startedAt", task.startedAt());
        put(detail, "stoppingAt", task.stoppingAt());
        put(detail, "stoppedAt", task.stoppedAt());
        detail.put(
                "containers",
                task.containers().stream().map(TaskEvents::describe).toList());
        return detail;
    }

    private static Map<String, Object> describe(Container container) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("containerArn", container.containerArn());
        detail.put("name", container.name());
        detail.put("image", container.image());
        detail.put("lastStatus", container.lastStatus());
        put(detail, "imageDigest", container.imageDigest());
        put(detail, "reason", container.reason());
        if (container.exitCode() != null) {
            detail.put("exitCode", container.exitCode());
        }
        return detail;
    }

    private static void put(Map<String, Object> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value.toString());
        }
    }
}
