package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** AWS::EC2::SecurityGroup. */
final class SecurityGroupType implements ResourceType {
    private static final String INGRESS = "SecurityGroupIngress";
    private static final String EGRESS = "SecurityGroupEgress";

    private final Ec2Client ec2;

    SecurityGroupType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::SecurityGroup";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String vpc = properties.text("VpcId").orElseGet(this::defaultVpc);
        String id = ec2.createSecurityGroup(create -> create.groupName(
                                properties.text("GroupName").orElseGet(() -> request.generatedName(255)))
                        .description(properties.requiredText("GroupDescription"))
                        .vpcId(vpc)
                        .tagSpecifications(Ec2Calls.tags(
                                software.amazon.awssdk.services.ec2.model.ResourceType.SECURITY_GROUP, request)))
                .groupId();
        request.initiated(id);
        authorizeIngress(id, ingress(properties));
        if (properties.has(EGRESS)) {
            revokeEgress(id, List.of(SecurityGroupRules.ALL_OUT));
            authorizeEgress(id, egress(properties));
        }
        return new ResourceState(id, Map.of("GroupId", id, "Id", id, "VpcId", vpc));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String id = current.physicalId();
        List<IpPermission> ingressBefore = ingress(request.previousProperties());
        List<IpPermission> ingressNow = ingress(request.properties());
        List<IpPermission> egressBefore = egress(request.previousProperties());
        List<IpPermission> egressNow = egress(request.properties());
        authorizeIngress(id, without(ingressNow, ingressBefore));
        revokeIngress(id, without(ingressBefore, ingressNow));
        authorizeEgress(id, without(egressNow, egressBefore));
        revokeEgress(id, without(egressBefore, egressNow));
        Ec2Calls.replaceTags(ec2, id, request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.deleteSecurityGroup(delete -> delete.groupId(current.physicalId())));
    }

    private String defaultVpc() {
        List<Vpc> vpcs = ec2.describeVpcs(describe -> describe.filters(
                        Filter.builder().name("is-default").values("true").build()))
                .vpcs();
        return vpcs.isEmpty() ? "" : vpcs.get(0).vpcId();
    }

    private static List<IpPermission> ingress(Properties properties) {
        return SecurityGroupRules.ingress(properties.objects(INGRESS));
    }

    private static List<IpPermission> egress(Properties properties) {
        return properties.has(EGRESS)
                ? SecurityGroupRules.egress(properties.objects(EGRESS))
                : List.of(SecurityGroupRules.ALL_OUT);
    }

    private static List<IpPermission> without(List<IpPermission> rules, List<IpPermission> others) {
        var rest = new ArrayList<>(rules);
        rest.removeAll(others);
        return rest;
    }

    private void authorizeIngress(String id, List<IpPermission> rules) {
        if (!rules.isEmpty()) {
            ec2.authorizeSecurityGroupIngress(authorize -> authorize.groupId(id).ipPermissions(rules));
        }
    }

    private void revokeIngress(String id, List<IpPermission> rules) {
        if (!rules.isEmpty()) {
            ec2.revokeSecurityGroupIngress(revoke -> revoke.groupId(id).ipPermissions(rules));
        }
    }

    private void authorizeEgress(String id, List<IpPermission> rules) {
        if (!rules.isEmpty()) {
            ec2.authorizeSecurityGroupEgress(authorize -> authorize.groupId(id).ipPermissions(rules));
        }
    }

    private void revokeEgress(String id, List<IpPermission> rules) {
        if (!rules.isEmpty()) {
            ec2.revokeSecurityGroupEgress(revoke -> revoke.groupId(id).ipPermissions(rules));
        }
    }
}
