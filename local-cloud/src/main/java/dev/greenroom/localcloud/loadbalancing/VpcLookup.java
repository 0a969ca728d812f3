package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;

/** What load balancers need to know of the network, from EC2. */
final class VpcLookup {
    private final AwsClients clients;
    private final Map<String, List<Subnet>> subnetsByVpc = new ConcurrentHashMap<>();

    VpcLookup(AwsClients clients) {
        this.clients = requireNonNull(clients, "clients is null");
    }

    /** Where a load balancer in these subnets is; refused when they are not what an Application Load Balancer needs. */
    Placement placement(List<String> subnetIds) {
        List<Subnet> subnets = subnets(subnetIds);
        var zones = new HashSet<String>();
        for (Subnet subnet : subnets) {
            if (!zones.add(subnet.availabilityZone())) {
                throw Failures.invalidConfiguration(
                        "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
            }
            if (!subnet.vpcId().equals(subnets.get(0).vpcId())) {
                throw Failures.invalidConfiguration("The subnets must belong to the same VPC");
            }
        }
        if (zones.size() < 2) {
            throw Failures.validation("At least two subnets in two different Availability Zones must be specified");
        }
        return new Placement(
                subnets.get(0).vpcId(),
                subnets.stream()
                        .map(subnet -> AvailabilityZone.builder()
                                .zoneName(subnet.availabilityZone())
                                .subnetId(subnet.subnetId())
                                .loadBalancerAddresses(List.of())
                                .build())
                        .toList());
    }

    void requireVpc(String vpcId) {
        try {
            if (clients.ec2()
                    .describeVpcs(request -> request.vpcIds(vpcId))
                    .vpcs()
                    .isEmpty()) {
                throw Failures.validation("The VPC ID '%s' is not found".formatted(vpcId));
            }
        } catch (Ec2Exception e) {
            throw Failures.validation("The VPC ID '%s' is not found".formatted(vpcId));
        }
    }

    void requireSecurityGroups(List<String> groupIds) {
        try {
            clients.ec2().describeSecurityGroups(request -> request.groupIds(groupIds));
        } catch (Ec2Exception e) {
            throw Failures.invalidConfiguration("One or more security groups are invalid");
        }
    }

    /** The group that AWS gives to a load balancer which names none. */
    List<String> defaultSecurityGroup(String vpcId) {
        var request = DescribeSecurityGroupsRequest.builder()
                .filters(filter("vpc-id", vpcId), filter("group-name", "default"))
                .build();
        return clients.ec2().describeSecurityGroups(request).securityGroups().stream()
                .map(group -> group.groupId())
                .toList();
    }

    /** The Availability Zone of an IP address; empty when none of the VPC's subnets has it. */
    Optional<String> zoneOf(String vpcId, String ip) {
        return zoneOf(ip, subnetsByVpc.getOrDefault(vpcId, List.of()))
                .or(() -> zoneOf(ip, subnetsByVpc.compute(vpcId, (id, known) -> subnetsOf(id))));
    }

    private static Optional<String> zoneOf(String ip, List<Subnet> subnets) {
        return subnets.stream()
                .filter(subnet -> Cidr.parse(subnet.cidrBlock()).contains(ip))
                .map(Subnet::availabilityZone)
                .findFirst();
    }

    private List<Subnet> subnetsOf(String vpcId) {
        return clients.ec2()
                .describeSubnets(request -> request.filters(filter("vpc-id", vpcId)))
                .subnets();
    }

    private List<Subnet> subnets(List<String> ids) {
        try {
            return clients.ec2()
                    .describeSubnets(request -> request.subnetIds(ids))
                    .subnets();
        } catch (Ec2Exception e) {
            throw Failures.subnetNotFound(e.awsErrorDetails().errorMessage());
        }
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    record Placement(String vpcId, List<AvailabilityZone> zones) {}
}
