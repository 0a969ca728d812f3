package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** AWS::EC2::Subnet. */
final class SubnetType implements ResourceType {
    private final Ec2Client ec2;

    SubnetType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::Subnet";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        Subnet subnet = ec2.createSubnet(create -> create.vpcId(properties.requiredText("VpcId"))
                        .cidrBlock(properties.requiredText("CidrBlock"))
                        .availabilityZone(properties.text("AvailabilityZone").orElse(null))
                        .tagSpecifications(
                                Ec2Calls.tags(software.amazon.awssdk.services.ec2.model.ResourceType.SUBNET, request)))
                .subnet();
        request.initiated(subnet.subnetId());
        applyPublicIp(subnet.subnetId(), properties);
        return new ResourceState(
                subnet.subnetId(),
                Map.of(
                        "SubnetId", subnet.subnetId(),
                        "VpcId", subnet.vpcId(),
                        "CidrBlock", subnet.cidrBlock(),
                        "AvailabilityZone", subnet.availabilityZone()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        applyPublicIp(current.physicalId(), request.properties());
        Ec2Calls.replaceTags(ec2, current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.deleteSubnet(delete -> delete.subnetId(current.physicalId())));
    }

    private void applyPublicIp(String id, Properties properties) {
        AttributeBooleanValue mapped = AttributeBooleanValue.builder()
                .value(properties.bool("MapPublicIpOnLaunch").orElse(false))
                .build();
        ec2.modifySubnetAttribute(modify -> modify.subnetId(id).mapPublicIpOnLaunch(mapped));
    }
}
