package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The network that every AWS account comes with. */
record DefaultNetwork(String vpc, List<String> subnets) {
    DefaultNetwork {
        requireNonNull(vpc, "vpc is null");
        subnets = List.copyOf(subnets);
    }

    static DefaultNetwork find(Ec2Client ec2) {
        var vpc = ec2.describeVpcs(request -> request.filters(filter("is-default", "true"))).vpcs().stream()
                .findFirst()
                .orElseThrow(() -> new DeploymentException("Tried to find the default VPC but the region has none;"
                        + " aws ec2 create-default-vpc makes one"))
                .vpcId();
        // Sorted, since another order would be another value of the parameter.
        var subnets = ec2
                .describeSubnets(request -> request.filters(filter("vpc-id", vpc), filter("default-for-az", "true")))
                .subnets()
                .stream()
                .map(Subnet::subnetId)
                .sorted()
                .toList();
        if (subnets.size() < 2) {
            throw new DeploymentException(
                    "Tried to find subnets in two availability zones of the default VPC %s but it has %s; aws ec2 create-default-subnet makes one"
                            .formatted(vpc, subnets));
        }
        return new DefaultNetwork(vpc, subnets);
    }

    Map<String, String> parameters() {
        return Map.of("Vpc", vpc, "Subnets", String.join(",", subnets));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
