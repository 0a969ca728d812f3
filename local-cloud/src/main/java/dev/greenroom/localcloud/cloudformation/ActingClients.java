package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.role.RoleGuard;

/** Makes the clients for an operation that acts in a role. */
@FunctionalInterface
public interface ActingClients {
    /** Each makes only such calls as the guard lets pass. */
    AwsClients watchedBy(RoleGuard guard);
}
