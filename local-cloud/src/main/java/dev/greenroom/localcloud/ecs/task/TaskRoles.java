package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.ServiceRoles;

/** Which roles tasks may have. */
final class TaskRoles {
    static final String PRINCIPAL = "ecs-tasks.amazonaws.com";

    private final ServiceRoles roles;

    TaskRoles(ServiceRoles roles) {
        this.roles = roles;
    }

    /** Throws unless the role exists and trusts ECS tasks. */
    void requireAssumable(String roleArn) throws TaskStartException {
        if (!roles.isAssumable(roleArn)) {
            throw new TaskStartException(
                    "ECS was unable to assume the role '%s' that was provided for this task. Please verify that the role"
                                    .formatted(roleArn)
                            + " being passed has the proper trust relationship and permissions and that your IAM user has"
                            + " permissions to pass this role.");
        }
    }
}
