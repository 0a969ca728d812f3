package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;

/** AWS::EC2::NatGateway: there to be named by a route; what runs here reaches the network without. */
final class NatGatewayType implements ResourceType {
    private final Ec2Client ec2;

    NatGatewayType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::NatGateway";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        NatGateway gateway = ec2.createNatGateway(request.properties()
                        .without("Tags")
                        .to(CreateNatGatewayRequest.builder())
                        .tagSpecifications(Ec2Calls.tags(
                                software.amazon.awssdk.services.ec2.model.ResourceType.NATGATEWAY, request))
                        .build())
                .natGateway();
        request.initiated(gateway.natGatewayId());
        return new ResourceState(gateway.natGatewayId(), Map.of("NatGatewayId", gateway.natGatewayId()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Ec2Calls.replaceTags(ec2, current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.deleteNatGateway(delete -> delete.natGatewayId(current.physicalId())));
    }
}
