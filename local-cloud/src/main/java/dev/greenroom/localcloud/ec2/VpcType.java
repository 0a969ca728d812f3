package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** AWS::EC2::VPC. */
final class VpcType implements ResourceType {
    private final Ec2Client ec2;

    VpcType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::VPC";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        Vpc vpc = ec2.createVpc(create -> create.cidrBlock(properties.requiredText("CidrBlock"))
                        .instanceTenancy(properties
                                .text("InstanceTenancy")
                                .map(Tenancy::fromValue)
                                .orElse(Tenancy.DEFAULT))
                        .tagSpecifications(
                                Ec2Calls.tags(software.amazon.awssdk.services.ec2.model.ResourceType.VPC, request)))
                .vpc();
        request.initiated(vpc.vpcId());
        applyDnsSettings(vpc.vpcId(), properties);
        return new ResourceState(
                vpc.vpcId(),
                Map.of(
                        "VpcId", vpc.vpcId(),
                        "CidrBlock", vpc.cidrBlock(),
                        "DefaultSecurityGroup", defaultSecurityGroup(vpc.vpcId()),
                        "CidrBlockAssociations",
                                vpc.cidrBlockAssociationSet().stream()
                                        .map(association -> association.associationId())
                                        .toList()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        applyDnsSettings(current.physicalId(), request.properties());
        Ec2Calls.replaceTags(ec2, current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.deleteVpc(delete -> delete.vpcId(current.physicalId())));
    }

    private void applyDnsSettings(String id, Properties properties) {
        AttributeBooleanValue support = flag(properties.bool("EnableDnsSupport").orElse(true));
        AttributeBooleanValue hostnames =
                flag(properties.bool("EnableDnsHostnames").orElse(false));
        ec2.modifyVpcAttribute(modify -> modify.vpcId(id).enableDnsSupport(support));
        ec2.modifyVpcAttribute(modify -> modify.vpcId(id).enableDnsHostnames(hostnames));
    }

    private static AttributeBooleanValue flag(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    private String defaultSecurityGroup(String vpc) {
        List<Filter> filters = List.of(
                Filter.builder().name("vpc-id").values(vpc).build(),
                Filter.builder().name("group-name").values("default").build());
        return ec2.describeSecurityGroups(describe -> describe.filters(filters))
                .securityGroups()
                .get(0)
                .groupId();
    }
}
