package dev.greenroom.localcloud.ecs.task;

import software.amazon.awssdk.services.ecs.model.Task;

/** The life of a task, in order. */
public enum TaskStatus {
    PROVISIONING,
    PENDING,
    ACTIVATING,
    RUNNING,
    DEACTIVATING,
    STOPPING,
    DEPROVISIONING,
    STOPPED;

    public static TaskStatus of(Task task) {
        return valueOf(task.lastStatus());
    }

    public static boolean isStopped(Task task) {
        return of(task) == STOPPED;
    }

    /** On its way up, and meant to be. */
    public static boolean isPending(Task task) {
        return of(task).compareTo(RUNNING) < 0 && isWanted(task);
    }

    public static boolean isRunning(Task task) {
        return of(task) == RUNNING;
    }

    /** Nobody asked it to stop, and it has not begun to by itself. */
    public static boolean isWanted(Task task) {
        return task.desiredStatus().equals(RUNNING.name());
    }
}
