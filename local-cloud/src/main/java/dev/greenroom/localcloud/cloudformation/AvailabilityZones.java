package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What {@code Fn::GetAZs} returns: the zones that have a default subnet, or all if none has. */
final class AvailabilityZones {
    private final AwsClients clients;

    AvailabilityZones(AwsClients clients) {
        this.clients = clients;
    }

    List<String> of(String region) {
        var defaultSubnets =
                Filter.builder().name("default-for-az").values("true").build();
        List<String> zones =
                clients.ec2().describeSubnets(request -> request.filters(defaultSubnets)).subnets().stream()
                        .map(Subnet::availabilityZone)
                        .distinct()
                        .sorted()
                        .toList();
        return zones.isEmpty() ? all(region) : zones;
    }

    private List<String> all(String region) {
        var inRegion = Filter.builder().name("region-name").values(region).build();
        return clients
                .ec2()
                .describeAvailabilityZones(request -> request.filters(inRegion))
                .availabilityZones()
                .stream()
                .map(AvailabilityZone::zoneName)
                .sorted()
                .toList();
    }
}
