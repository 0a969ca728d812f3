package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** AWS::EC2::SubnetRouteTableAssociation. Both of its properties mean replacement. */
final class SubnetRouteTableAssociationType implements ResourceType {
    private final Ec2Client ec2;

    SubnetRouteTableAssociationType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::SubnetRouteTableAssociation";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String id = ec2.associateRouteTable(associate -> associate
                        .routeTableId(properties.requiredText("RouteTableId"))
                        .subnetId(properties.requiredText("SubnetId")))
                .associationId();
        request.initiated(id);
        return new ResourceState(id, Map.of("Id", id));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.disassociateRouteTable(delete -> delete.associationId(current.physicalId())));
    }
}
