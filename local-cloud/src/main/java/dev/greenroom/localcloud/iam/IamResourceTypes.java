package dev.greenroom.localcloud.iam;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/** The types of AWS::IAM that are emulated. */
public final class IamResourceTypes {
    private IamResourceTypes() {}

    public static List<ResourceType> of(IamClient iam) {
        return List.of(new ManagedPolicyType(iam), new PolicyType(iam), new RoleType(iam));
    }
}
