package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** AWS::EC2::VPCEndpoint: there to be described; services are reached the same way with and without. */
final class VpcEndpointType implements ResourceType {
    private static final String POLICY = "PolicyDocument";

    private final Ec2Client ec2;

    VpcEndpointType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::VPCEndpoint";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        VpcEndpoint endpoint = ec2.createVpcEndpoint(request.properties()
                        .without("Tags", POLICY)
                        .to(CreateVpcEndpointRequest.builder())
                        .vpcEndpointType(
                                request.properties().text("VpcEndpointType").orElse("Gateway"))
                        .policyDocument(policy(request.properties()))
                        .tagSpecifications(Ec2Calls.tags(
                                software.amazon.awssdk.services.ec2.model.ResourceType.VPC_ENDPOINT, request))
                        .build())
                .vpcEndpoint();
        String id = endpoint.vpcEndpointId();
        request.initiated(id);
        return new ResourceState(id, Map.of("Id", id, "NetworkInterfaceIds", endpoint.networkInterfaceIds()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Properties before = request.previousProperties();
        Properties now = request.properties();
        ec2.modifyVpcEndpoint(modify -> modify.vpcEndpointId(current.physicalId())
                .policyDocument(policy(now))
                .addRouteTableIds(added(before, now, "RouteTableIds"))
                .removeRouteTableIds(added(now, before, "RouteTableIds"))
                .addSecurityGroupIds(added(before, now, "SecurityGroupIds"))
                .removeSecurityGroupIds(added(now, before, "SecurityGroupIds"))
                .addSubnetIds(added(before, now, "SubnetIds"))
                .removeSubnetIds(added(now, before, "SubnetIds"))
                .privateDnsEnabled(now.bool("PrivateDnsEnabled").orElse(null)));
        Ec2Calls.replaceTags(ec2, current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> ec2.deleteVpcEndpoints(delete -> delete.vpcEndpointIds(current.physicalId())));
    }

    private static String policy(Properties properties) {
        Properties document = properties.object(POLICY);
        return document.tree().isEmpty() ? properties.text(POLICY).orElse(null) : document.json();
    }

    private static List<String> added(Properties before, Properties after, String name) {
        List<String> former = before.texts(name);
        return after.texts(name).stream().filter(each -> !former.contains(each)).toList();
    }
}
