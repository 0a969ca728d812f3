package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** AWS::EC2::SecurityGroupEgress: one rule of a group. */
final class SecurityGroupEgressType implements ResourceType {
    private final Ec2Client ec2;

    SecurityGroupEgressType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::SecurityGroupEgress";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String rule = ec2.authorizeSecurityGroupEgress(authorize -> authorize
                        .groupId(request.properties().requiredText("GroupId"))
                        .ipPermissions(SecurityGroupRules.egress(request.properties())))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
        request.initiated(rule);
        return new ResourceState(rule, Map.of("Id", rule));
    }

    /** Only the description can change. */
    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        ec2.updateSecurityGroupRuleDescriptionsEgress(
                update -> update.groupId(request.properties().requiredText("GroupId"))
                        .ipPermissions(SecurityGroupRules.egress(request.properties())));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.revokeSecurityGroupEgress(
                revoke -> revoke.groupId(request.properties().requiredText("GroupId"))
                        .securityGroupRuleIds(current.physicalId())));
    }
}
