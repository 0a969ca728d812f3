package dev.greenroom.localcloud.ecs.task;

import static java.util.Objects.requireNonNull;

/** A port of a container that is registered with a target group while its task runs. */
public record TargetBinding(String targetGroupArn, String containerName, int containerPort) {
    public TargetBinding {
        requireNonNull(targetGroupArn, "targetGroupArn is null");
        requireNonNull(containerName, "containerName is null");
    }
}
