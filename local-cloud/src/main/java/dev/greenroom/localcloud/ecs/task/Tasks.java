package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.Identifiers;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The tasks of a region: those that live, and for an hour those that have stopped. Thread-safe. */
public final class Tasks implements AutoCloseable {
    private static final Duration STOPPED_KEPT = Duration.ofHours(1);
    private static final Duration END_WAIT = Duration.ofSeconds(2);

    private final EcsArns arns;
    private final ResourceTags tags;
    private final TaskServices services;
    private final Map<String, TaskEntry> byArn = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private final List<TaskListener> listeners = new CopyOnWriteArrayList<>();

    Tasks(EcsArns arns, ResourceTags tags, TaskServices services) {
        this.arns = arns;
        this.tags = tags;
        this.services = services;
    }

    public void addListener(TaskListener listener) {
        listeners.add(listener);
    }

    /** Starts a task and returns at once. */
    public Task launch(TaskLaunch launch) {
        Task task = describe(launch);
        Listeners all = new Listeners();
        TaskEntry entry = new TaskEntry(launch, task, all);
        byArn.put(task.taskArn(), entry);
        tags.put(task.taskArn(), launch.tags());
        Thread thread = new Thread(
                () -> {
                    new TaskRun(entry, services).run();
                    threads.remove(task.taskArn());
                },
                "ecs-task-" + entry.id());
        thread.setDaemon(true);
        threads.put(task.taskArn(), thread);
        all.changed(task, task);
        thread.start();
        return task;
    }

    /** Asks a task to stop and returns at once. */
    public void stop(String taskArn, TaskStopCode code, String reason) {
        Optional.ofNullable(byArn.get(taskArn)).ifPresent(entry -> entry.requestStop(code, reason, now()));
    }

    public Optional<Task> find(String taskArn) {
        forgetLongStopped();
        return Optional.ofNullable(byArn.get(taskArn)).map(TaskEntry::description);
    }

    public List<Task> all() {
        forgetLongStopped();
        return byArn.values().stream().map(TaskEntry::description).toList();
    }

    Optional<TaskEntry> findByContainer(String containerId) {
        return byArn.values().stream()
                .filter(entry -> entry.description().containers().stream()
                        .anyMatch(container ->
                                EcsArns.nameOf(container.containerArn()).equals(containerId)))
                .findFirst();
    }

    /** Ends the threads; the containers are for the runtime to end. */
    @Override
    public void close() {
        List<Thread> running = List.copyOf(threads.values());
        running.forEach(Thread::interrupt);
        Instant deadline = Instant.now().plus(END_WAIT);
        try {
            for (Thread thread : running) {
                long left = Duration.between(Instant.now(), deadline).toMillis();
                thread.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Task describe(TaskLaunch launch) {
        String id = Identifiers.hex();
        String cluster = EcsArns.nameOf(launch.clusterArn());
        String taskArn = arns.task(cluster, id);
        return Task.builder()
                .taskArn(taskArn)
                .clusterArn(launch.clusterArn())
                .taskDefinitionArn(launch.definition().taskDefinitionArn())
                .overrides(launch.overrides())
                .group(launch.group())
                .startedBy(launch.startedBy())
                .launchType(LaunchType.FARGATE)
                .capacityProviderName(launch.capacityProvider())
                .platformVersion(FargatePlatform.VERSION)
                .platformFamily(FargatePlatform.FAMILY)
                .cpu(orElse(launch.overrides().cpu(), launch.definition().cpu()))
                .memory(orElse(launch.overrides().memory(), launch.definition().memory()))
                .enableExecuteCommand(launch.executeCommandEnabled())
                .healthStatus(HealthStatus.UNKNOWN)
                .lastStatus(TaskStatus.PROVISIONING.name())
                .desiredStatus(TaskStatus.RUNNING.name())
                .createdAt(now())
                .version(1L)
                .containers(launch.definition().containerDefinitions().stream()
                        .map(container -> describe(container, cluster, taskArn))
                        .toList())
                .build();
    }

    private Container describe(ContainerDefinition container, String cluster, String taskArn) {
        return Container.builder()
                .containerArn(arns.container(cluster, EcsArns.nameOf(taskArn), Identifiers.uuid()))
                .taskArn(taskArn)
                .name(container.name())
                .image(container.image())
                .lastStatus(TaskStatus.PENDING.name())
                .healthStatus(HealthStatus.UNKNOWN)
                .cpu(String.valueOf(container.cpu()))
                .memory(container.memory() == null ? null : String.valueOf(container.memory()))
                .memoryReservation(
                        container.memoryReservation() == null ? null : String.valueOf(container.memoryReservation()))
                .build();
    }

    private static String orElse(String override, String value) {
        return override == null ? value : override;
    }

    private void forgetLongStopped() {
        Instant oldest = now().minus(STOPPED_KEPT);
        byArn.values().removeIf(entry -> {
            Instant stoppedAt = entry.description().stoppedAt();
            boolean forget = stoppedAt != null && stoppedAt.isBefore(oldest);
            if (forget) {
                tags.forget(entry.description().taskArn());
            }
            return forget;
        });
    }

    private Instant now() {
        return services.clock().instant();
    }

    private final class Listeners implements TaskListener {
        @Override
        public void changed(Task before, Task now) {
            listeners.forEach(listener -> listener.changed(before, now));
        }

        @Override
        public void targetRegistered(Task task, String targetGroupArn) {
            listeners.forEach(listener -> listener.targetRegistered(task, targetGroupArn));
        }

        @Override
        public void targetDeregistered(Task task, String targetGroupArn) {
            listeners.forEach(listener -> listener.targetDeregistered(task, targetGroupArn));
        }
    }
}
