package dev.greenroom.localcloud.loadbalancing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** A VPC with subnets in two Availability Zones. */
final class FakeVpc implements Ec2Client {
    static final String ID = "vpc-1";

    final AtomicInteger subnetLookups = new AtomicInteger();
    private final Map<String, Subnet> subnets = Map.of(
            "subnet-a", subnet("subnet-a", "eu-west-1a", "172.31.0.0/20"),
            "subnet-b", subnet("subnet-b", "eu-west-1b", "172.31.16.0/20"),
            "subnet-a2", subnet("subnet-a2", "eu-west-1a", "172.31.32.0/20"));

    @Override
    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        subnetLookups.incrementAndGet();
        if (!request.hasSubnetIds()) {
            return DescribeSubnetsResponse.builder().subnets(subnets.values()).build();
        }
        return DescribeSubnetsResponse.builder()
                .subnets(request.subnetIds().stream().map(this::find).toList())
                .build();
    }

    @Override
    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        if (!request.vpcIds().equals(List.of(ID))) {
            throw missing("InvalidVpcID.NotFound", "The vpc ID '%s' does not exist".formatted(request.vpcIds()));
        }
        return DescribeVpcsResponse.builder()
                .vpcs(Vpc.builder().vpcId(ID).build())
                .build();
    }

    @Override
    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
        if (request.hasGroupIds() && !request.groupIds().equals(List.of("sg-web"))) {
            throw missing("InvalidGroup.NotFound", "The security groups do not exist");
        }
        String id = request.hasGroupIds() ? "sg-web" : "sg-default";
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(SecurityGroup.builder().groupId(id).build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private Subnet find(String id) {
        if (!subnets.containsKey(id)) {
            throw missing("InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist".formatted(id));
        }
        return subnets.get(id);
    }

    private static Subnet subnet(String id, String zone, String block) {
        return Subnet.builder()
                .subnetId(id)
                .vpcId(ID)
                .availabilityZone(zone)
                .cidrBlock(block)
                .build();
    }

    private static RuntimeException missing(String code, String message) {
        return Ec2Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
