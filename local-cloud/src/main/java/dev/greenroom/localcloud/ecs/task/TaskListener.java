package dev.greenroom.localcloud.ecs.task;

import software.amazon.awssdk.services.ecs.model.Task;

/** Is told what becomes of tasks, on the task's own thread: must return at once. */
public interface TaskListener {
    void changed(Task task);

    void targetRegistered(Task task, String targetGroupArn);

    void targetDeregistered(Task task, String targetGroupArn);
}
