package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The containers of one task: started and stopped in their order, their exits noted. Used by the task's thread. */
final class TaskContainers {
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

    /** How long to wait before looking again whether a dependency timed out. */
    private static final Duration DEPENDENCY_CHECK = Duration.ofSeconds(1);

    private static final int EXIT_CODE_UNKNOWN = 255;

    private final TaskEntry entry;
    private final TaskRuntime runtime;
    private final Clock clock;
    private final Map<String, PreparedContainer> prepared;
    private final Map<String, RunningContainer> running = new HashMap<>();
    private final ContainerOrder order;

    TaskContainers(TaskEntry entry, List<PreparedContainer> containers, TaskRuntime runtime, Clock clock) {
        this.entry = entry;
        this.runtime = runtime;
        this.clock = clock;
        this.prepared = new HashMap<>();
        containers.forEach(container -> prepared.put(container.definition().name(), container));
        this.order = new ContainerOrder(
                containers.stream().map(PreparedContainer::definition).toList());
    }

    /** Returns when every container was started, or when the task is to stop. */
    void start() throws InterruptedException, TaskStartException {
        while (!order.allStarted() && entry.stop().isEmpty()) {
            List<ContainerDefinition> ready = order.ready();
            for (ContainerDefinition definition : ready) {
                start(definition);
            }
            if (ready.isEmpty()) {
                entry.awaitSignal(DEPENDENCY_CHECK).ifPresent(this::handle);
                Optional<String> blocked = order.blocked(clock.instant());
                if (blocked.isPresent()) {
                    throw new TaskStartException(blocked.get());
                }
            }
        }
        noteEarlyExits();
    }

    /** What died as it started never gets to run. */
    private void noteEarlyExits() throws InterruptedException {
        Optional<TaskSignal> signal = entry.awaitSignal(Duration.ZERO);
        while (signal.isPresent()) {
            handle(signal.get());
            signal = entry.awaitSignal(Duration.ZERO);
        }
    }

    Optional<RunningContainer> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    boolean areEssentialRunning() {
        return order.running().stream()
                .anyMatch(name -> prepared.get(name).definition().essential());
    }

    /** Notes an exit, and ends the task when the container is essential. */
    void handle(TaskSignal signal) {
        if (signal instanceof TaskSignal.ContainerExited exited) {
            noteExit(exited);
            if (prepared.get(exited.containerName()).definition().essential()) {
                entry.requestStop(
                        TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited", clock.instant());
            }
        }
    }

    /** SIGTERM, and SIGKILL after the stop timeout; returns when all have ended. */
    void stop() throws InterruptedException {
        List<String> stoppable = order.stoppable();
        while (!stoppable.isEmpty()) {
            for (String name : stoppable) {
                running.get(name).stop(stopTimeout(name));
            }
            awaitExits(stoppable);
            stoppable = order.stoppable();
        }
    }

    private void awaitExits(List<String> names) throws InterruptedException {
        while (order.stoppable().stream().anyMatch(names::contains)) {
            if (entry.awaitSignal() instanceof TaskSignal.ContainerExited exited) {
                noteExit(exited);
            }
        }
    }

    private void start(ContainerDefinition definition) throws InterruptedException, TaskStartException {
        PreparedContainer container = prepared.get(definition.name());
        RunningContainer started = start(container);
        running.put(definition.name(), started);
        order.started(definition.name(), clock.instant());
        entry.changeContainer(definition.name(), change -> change.lastStatus(TaskStatus.RUNNING.name())
                .imageDigest(started.imageDigest())
                .healthStatus(HealthStatus.UNKNOWN));
        started.exit()
                .whenComplete((exitCode, failure) ->
                        entry.containerExited(definition.name(), failure == null ? exitCode : EXIT_CODE_UNKNOWN));
    }

    private RunningContainer start(PreparedContainer container) throws InterruptedException, TaskStartException {
        try {
            return runtime.start(container.spec());
        } catch (ImageUnavailableException e) {
            throw startFailure(container, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw startFailure(container, "CannotStartContainerError: " + e.getMessage());
        }
    }

    private TaskStartException startFailure(PreparedContainer container, String reason) {
        entry.changeContainer(container.definition().name(), change -> change.reason(reason));
        return new TaskStartException(reason);
    }

    private void noteExit(TaskSignal.ContainerExited exited) {
        String name = exited.containerName();
        order.exited(name, exited.exitCode());
        PreparedContainer container = prepared.get(name);
        container.log().close();
        boolean failed = exited.exitCode() != 0 && entry.stop().isEmpty();
        entry.changeContainer(name, change -> {
            change.lastStatus(TaskStatus.STOPPED.name()).exitCode(exited.exitCode());
            if (failed) {
                change.reason(running.get(name)
                        .endReason()
                        .orElseGet(() -> container.log().tail().text()));
            }
        });
    }

    private Duration stopTimeout(String name) {
        Integer seconds = prepared.get(name).definition().stopTimeout();
        return seconds == null ? DEFAULT_STOP_TIMEOUT : Duration.ofSeconds(seconds);
    }
}
