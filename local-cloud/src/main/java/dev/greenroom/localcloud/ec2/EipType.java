package dev.greenroom.localcloud.ec2;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;

/** AWS::EC2::EIP: an address for a NAT gateway. There are no instances to give it to. */
final class EipType implements ResourceType {
    private final Ec2Client ec2;

    EipType(Ec2Client ec2) {
        this.ec2 = requireNonNull(ec2, "ec2 is null");
    }

    @Override
    public String name() {
        return "AWS::EC2::EIP";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        return properties.without("Domain", "Tags").tree().keySet();
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        AllocateAddressResponse allocated = ec2.allocateAddress(allocate -> allocate.domain("vpc")
                .tagSpecifications(
                        Ec2Calls.tags(software.amazon.awssdk.services.ec2.model.ResourceType.ELASTIC_IP, request)));
        request.initiated(allocated.publicIp());
        return new ResourceState(
                allocated.publicIp(),
                Map.of("AllocationId", allocated.allocationId(), "PublicIp", allocated.publicIp()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Ec2Calls.replaceTags(ec2, address(current).allocationId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        Ec2Calls.delete(() -> {
            String allocation = address(current).allocationId();
            ec2.releaseAddress(release -> release.allocationId(allocation));
        });
    }

    private Address address(ResourceState current) {
        return ec2.describeAddresses(describe -> describe.publicIps(current.physicalId()))
                .addresses()
                .get(0);
    }
}
