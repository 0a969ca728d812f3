package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** What a request says of a load balancer: checked, with AWS's defaults for what it leaves out. */
final class LoadBalancerSettings {
    /** Of us-east-1; there is no hosted zone here to point at. */
    private static final String HOSTED_ZONE = "Z35SXDOTRQ7X7K";

    private final VpcLookup vpcs;

    LoadBalancerSettings(VpcLookup vpcs) {
        this.vpcs = requireNonNull(vpcs, "vpcs is null");
    }

    LoadBalancer of(CreateLoadBalancerRequest request) {
        String name = Constraints.required(request.name(), "name");
        Constraints.name(name, "Load balancer name");
        requireEmulated(request);
        VpcLookup.Placement placement = placement(request.subnets(), request.subnetMappings());
        if (!request.securityGroups().isEmpty()) {
            vpcs.requireSecurityGroups(request.securityGroups());
        }
        return LoadBalancer.builder()
                .loadBalancerName(name)
                .canonicalHostedZoneId(HOSTED_ZONE)
                .scheme(Objects.requireNonNullElse(request.scheme(), LoadBalancerSchemeEnum.INTERNET_FACING))
                .vpcId(placement.vpcId())
                .type(LoadBalancerTypeEnum.APPLICATION)
                .availabilityZones(placement.zones())
                .securityGroups(
                        request.securityGroups().isEmpty()
                                ? vpcs.defaultSecurityGroup(placement.vpcId())
                                : request.securityGroups())
                .ipAddressType(IpAddressType.IPV4)
                .build();
    }

    VpcLookup.Placement placement(List<String> subnets, List<SubnetMapping> mappings) {
        return vpcs.placement(subnets(subnets, mappings));
    }

    static void requireIpv4(@Nullable String type) {
        Constraints.oneOf(type, "ipAddressType", IpAddressType.values());
        if (type != null && !type.equals(IpAddressType.IPV4.toString())) {
            throw Failures.notEmulated("The IP address type '%s'".formatted(type));
        }
    }

    private static void requireEmulated(CreateLoadBalancerRequest request) {
        Constraints.oneOf(request.schemeAsString(), "scheme", LoadBalancerSchemeEnum.values());
        Constraints.oneOf(request.typeAsString(), "type", LoadBalancerTypeEnum.values());
        if (request.type() != null && request.type() != LoadBalancerTypeEnum.APPLICATION) {
            throw Failures.notEmulated("The load balancer type '%s'".formatted(request.typeAsString()));
        }
        requireIpv4(request.ipAddressTypeAsString());
        if (request.customerOwnedIpv4Pool() != null) {
            throw Failures.notEmulated("A customer-owned address pool");
        }
    }

    private static List<String> subnets(List<String> ids, List<SubnetMapping> mappings) {
        if (!ids.isEmpty() && !mappings.isEmpty()) {
            throw Failures.validation("You must specify either subnets or subnet mappings, but not both");
        }
        if (mappings.stream().anyMatch(mapping -> mapping.allocationId() != null)) {
            throw Failures.invalidConfiguration(
                    "Elastic IPs are not supported for load balancers with type 'application'");
        }
        List<String> all =
                ids.isEmpty() ? mappings.stream().map(SubnetMapping::subnetId).toList() : ids;
        if (all.size() < 2) {
            throw Failures.validation("At least two subnets in two different Availability Zones must be specified");
        }
        return all;
    }
}
