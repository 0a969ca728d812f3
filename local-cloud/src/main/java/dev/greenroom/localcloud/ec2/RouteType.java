package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;

/** AWS::EC2::Route. */
final class RouteType implements ResourceType {
    private final Ec2Client ec2;

    RouteType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::Route";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        ec2.createRoute(properties.to(CreateRouteRequest.builder()).build());
        String cidr = destination(properties);
        String id = properties.requiredText("RouteTableId") + "|" + cidr;
        request.initiated(id);
        return new ResourceState(id, Map.of("CidrBlock", cidr));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        ec2.replaceRoute(request.properties().to(ReplaceRouteRequest.builder()).build());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Properties properties = request.properties();
        Ec2Calls.delete(() -> ec2.deleteRoute(delete -> delete.routeTableId(properties.requiredText("RouteTableId"))
                .destinationCidrBlock(properties.text("DestinationCidrBlock").orElse(null))
                .destinationIpv6CidrBlock(
                        properties.text("DestinationIpv6CidrBlock").orElse(null))));
    }

    private static String destination(Properties properties) {
        return properties
                .text("DestinationCidrBlock")
                .orElseGet(() -> properties.requiredText("DestinationIpv6CidrBlock"));
    }
}
