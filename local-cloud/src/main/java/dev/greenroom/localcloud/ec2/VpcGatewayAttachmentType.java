package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** AWS::EC2::VPCGatewayAttachment, of an internet gateway. */
final class VpcGatewayAttachmentType implements ResourceType {
    private final Ec2Client ec2;

    VpcGatewayAttachmentType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::VPCGatewayAttachment";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String vpc = request.properties().requiredText("VpcId");
        attach(vpc, request.properties());
        String id = "IGW|" + vpc;
        request.initiated(id);
        return new ResourceState(id, Map.of("AttachmentType", "IGW"));
    }

    /** The gateway can be exchanged, the VPC can't. */
    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        detach(request.previousProperties());
        attach(request.properties().requiredText("VpcId"), request.properties());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> detach(request.properties()));
    }

    private void attach(String vpc, Properties properties) {
        String gateway = properties
                .text("InternetGatewayId")
                .orElseThrow(() -> new ResourceFailedException(
                        "InvalidRequest", "VPN gateways are not emulated: specify InternetGatewayId"));
        ec2.attachInternetGateway(attach -> attach.vpcId(vpc).internetGatewayId(gateway));
    }

    private void detach(Properties properties) {
        ec2.detachInternetGateway(detach -> detach.vpcId(properties.requiredText("VpcId"))
                .internetGatewayId(properties.requiredText("InternetGatewayId")));
    }
}
