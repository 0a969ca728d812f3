package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

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
        String table = properties.requiredText("RouteTableId");
        String subnet = properties.requiredText("SubnetId");
        String id = association(subnet)
                .map(existing -> ec2.replaceRouteTableAssociation(
                                replace -> replace.associationId(existing).routeTableId(table))
                        .newAssociationId())
                .orElseGet(() -> ec2.associateRouteTable(
                                associate -> associate.routeTableId(table).subnetId(subnet))
                        .associationId());
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

    /** A subnet has one route table: what replaces its association takes the place of the one it has. */
    private Optional<String> association(String subnet) {
        Filter ofSubnet =
                Filter.builder().name("association.subnet-id").values(subnet).build();
        return ec2.describeRouteTables(describe -> describe.filters(ofSubnet)).routeTables().stream()
                .flatMap(table -> table.associations().stream())
                .filter(association -> subnet.equals(association.subnetId()))
                .map(RouteTableAssociation::routeTableAssociationId)
                .findFirst();
    }
}
