package dev.greenroom.localcloud.ecs.task;

import software.amazon.awssdk.services.ecs.model.Task;

/** Is told what becomes of tasks, on a thread that must not wait: returns at once. */
public interface TaskListener {
    /** @param before the same as {@code now} for a new task */
    default void changed(Task before, Task now) {}

    default void targetRegistered(Task task, String targetGroupArn) {}

    default void targetDeregistered(Task task, String targetGroupArn) {}
}
