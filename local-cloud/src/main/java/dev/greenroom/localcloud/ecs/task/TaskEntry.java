package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * A task as it is now, and the mailbox of the thread that runs it. Thread-safe; the description is guarded by the
 * monitor, listeners are called outside of it.
 */
final class TaskEntry {
    private final TaskLaunch launch;
    private final TaskListener listener;
    private final BlockingQueue<TaskSignal> signals = new LinkedBlockingQueue<>();
    private Task description;
    private @Nullable TaskStop stop;

    TaskEntry(TaskLaunch launch, Task description, TaskListener listener) {
        this.launch = launch;
        this.description = description;
        this.listener = listener;
    }

    TaskLaunch launch() {
        return launch;
    }

    String id() {
        return EcsArns.nameOf(description().taskArn());
    }

    synchronized Task description() {
        return description;
    }

    synchronized Optional<TaskStop> stop() {
        return Optional.ofNullable(stop);
    }

    void change(Consumer<Task.Builder> change) {
        Task before;
        Task now;
        synchronized (this) {
            before = description;
            Task.Builder builder = before.toBuilder();
            change.accept(builder);
            now = builder.version(before.version() + 1).build();
            description = now;
        }
        listener.changed(before, now);
    }

    void changeContainer(String name, Consumer<Container.Builder> change) {
        change(task -> task.containers(changedContainers(name, change)));
    }

    private synchronized List<Container> changedContainers(String name, Consumer<Container.Builder> change) {
        var containers = new ArrayList<Container>();
        for (Container container : description.containers()) {
            Container.Builder builder = container.toBuilder();
            if (container.name().equals(name)) {
                change.accept(builder);
            }
            containers.add(builder.build());
        }
        return containers;
    }

    /** The first reason wins; later ones change nothing. */
    void requestStop(TaskStopCode code, String reason, Instant now) {
        synchronized (this) {
            if (stop != null) {
                return;
            }
            stop = new TaskStop(code, reason);
        }
        change(task -> task.desiredStatus(TaskStatus.STOPPED.name())
                .stopCode(code)
                .stoppedReason(reason)
                .stoppingAt(now));
        signals.add(new TaskSignal.StopRequested());
    }

    void containerExited(String name, int exitCode) {
        signals.add(new TaskSignal.ContainerExited(name, exitCode));
    }

    TaskSignal awaitSignal() throws InterruptedException {
        return signals.take();
    }

    Optional<TaskSignal> awaitSignal(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    void targetRegistered(String targetGroupArn) {
        listener.targetRegistered(description(), targetGroupArn);
    }

    void targetDeregistered(String targetGroupArn) {
        listener.targetDeregistered(description(), targetGroupArn);
    }
}
