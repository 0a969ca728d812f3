package dev.greenroom.localcloud.ecs.task;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Why a task stops, in AWS's words. */
record TaskStop(TaskStopCode code, String reason) {
    TaskStop {
        requireNonNull(code, "code is null");
        requireNonNull(reason, "reason is null");
    }
}
