package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.ServiceRoles;
import dev.greenroom.localcloud.aws.role.RoleGuard;

/**
 * The roles that requests name for CloudFormation to act in. What it does then is asked of their policies, call by call:
 * <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html">service role</a>.
 */
final class StackRoles {
    /** The name of CloudFormation's sessions, which refusals tell. */
    private static final String SESSION = "AWSCloudFormation";

    private final AwsScope scope;
    private final AwsClients clients;
    private final ServiceRoles roles;
    private final ActingClients acting;

    StackRoles(AwsScope scope, AwsClients clients, ActingClients acting) {
        this.scope = scope;
        this.clients = clients;
        this.roles = new ServiceRoles(clients, "cloudformation.amazonaws.com");
        this.acting = acting;
    }

    void requireAssumable(String roleArn) {
        if (!roles.isAssumable(roleArn)) {
            throw CloudFormationErrors.validation("Role %s is invalid or cannot be assumed".formatted(roleArn));
        }
    }

    AwsClients clients(String roleArn) {
        return acting.watchedBy(RoleGuard.ofService(clients, scope, roleArn, SESSION));
    }
}
