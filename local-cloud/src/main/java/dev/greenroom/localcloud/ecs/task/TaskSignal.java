package dev.greenroom.localcloud.ecs.task;

/** What a task's thread waits for. */
sealed interface TaskSignal {
    record ContainerExited(String containerName, int exitCode) implements TaskSignal {}

    record StopRequested() implements TaskSignal {}
}
