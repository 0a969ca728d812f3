package dev.greenroom.localcloud.ec2;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The types of AWS::EC2 that are emulated. */
public final class Ec2ResourceTypes {
    private Ec2ResourceTypes() {}

    public static List<ResourceType> of(Ec2Client ec2) {
        return List.of(
                new EipType(ec2),
                new InternetGatewayType(ec2),
                new NatGatewayType(ec2),
                new RouteTableType(ec2),
                new RouteType(ec2),
                new SecurityGroupEgressType(ec2),
                new SecurityGroupIngressType(ec2),
                new SecurityGroupType(ec2),
                new SubnetRouteTableAssociationType(ec2),
                new SubnetType(ec2),
                new VpcEndpointType(ec2),
                new VpcGatewayAttachmentType(ec2),
                new VpcType(ec2));
    }
}
