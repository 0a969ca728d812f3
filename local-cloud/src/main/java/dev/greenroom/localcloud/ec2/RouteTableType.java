package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** AWS::EC2::RouteTable. */
final class RouteTableType implements ResourceType {
    private final Ec2Client ec2;

    RouteTableType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::RouteTable";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String id = ec2.createRouteTable(
                        create -> create.vpcId(request.properties().requiredText("VpcId"))
                                .tagSpecifications(Ec2Calls.tags(
                                        software.amazon.awssdk.services.ec2.model.ResourceType.ROUTE_TABLE, request)))
                .routeTable()
                .routeTableId();
        request.initiated(id);
        return new ResourceState(id, Map.of("RouteTableId", id));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Ec2Calls.replaceTags(ec2, current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.deleteRouteTable(delete -> delete.routeTableId(current.physicalId())));
    }
}
