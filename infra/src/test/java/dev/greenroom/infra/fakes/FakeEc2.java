package dev.greenroom.infra.fakes;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** A default VPC with three subnets. */
public final class FakeEc2 implements Ec2Client {
    private final List<String> vpcs = new ArrayList<>(List.of("vpc-1"));
    private final List<String> subnets = new ArrayList<>(List.of("subnet-c", "subnet-a", "subnet-b"));

    public List<String> vpcs() {
        return vpcs;
    }

    public List<String> subnets() {
        return subnets;
    }

    @Override
    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        return DescribeVpcsResponse.builder()
                .vpcs(vpcs.stream()
                        .map(id -> Vpc.builder().vpcId(id).isDefault(true).build())
                        .toList())
                .build();
    }

    @Override
    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        return DescribeSubnetsResponse.builder()
                .subnets(subnets.stream()
                        .map(id -> Subnet.builder().subnetId(id).build())
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return "ec2";
    }

    @Override
    public void close() {}
}
