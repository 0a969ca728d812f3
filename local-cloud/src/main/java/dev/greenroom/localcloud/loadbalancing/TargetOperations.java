package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Which targets a group has, and how well they are. */
final class TargetOperations {
    private final State state;
    private final VpcLookup vpcs;

    TargetOperations(State state, VpcLookup vpcs) {
        this.state = requireNonNull(state, "state is null");
        this.vpcs = requireNonNull(vpcs, "vpcs is null");
    }

    RegisterTargetsResponse register(RegisterTargetsRequest request) {
        Group group = state.group(request.targetGroupArn());
        var zones = new LinkedHashMap<TargetKey, String>();
        for (TargetDescription target : Constraints.notEmpty(request.targets(), "targets")) {
            zones.put(key(group, target), zone(group, target));
        }
        synchronized (state) {
            Group current = state.group(request.targetGroupArn());
            zones.forEach(current.targets()::register);
        }
        return RegisterTargetsResponse.builder().build();
    }

    /** A target that is not registered is none to worry about. */
    DeregisterTargetsResponse deregister(DeregisterTargetsRequest request) {
        Group group = state.group(request.targetGroupArn());
        Constraints.notEmpty(request.targets(), "targets").stream()
                .map(target -> key(group, target))
                .toList()
                .forEach(group.targets()::deregister);
        return DeregisterTargetsResponse.builder().build();
    }

    DescribeTargetHealthResponse health(DescribeTargetHealthRequest request) {
        Group group = state.group(request.targetGroupArn());
        var described = new ArrayList<DescribedTarget>();
        if (request.targets().isEmpty()) {
            described.addAll(group.targets().describe());
        } else {
            request.targets().forEach(target -> described.add(group.targets().describe(key(group, target))));
        }
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(
                        described.stream().map(DescribedTarget::toSdk).toList())
                .build();
    }

    private static TargetKey key(Group group, TargetDescription target) {
        String ip = Constraints.required(target.id(), "targets.1.member.id");
        if (group.description().targetType() == TargetTypeEnum.INSTANCE) {
            throw Failures.notEmulated("The target '%s' of the type 'instance'".formatted(ip));
        }
        if (!Cidr.isIpv4(ip)) {
            throw Failures.validation("The IP address '%s' is not a valid IPv4 address".formatted(ip));
        }
        Constraints.range(target.port(), "targets.1.member.port", 1, 65535);
        return new TargetKey(ip, target.port() == null ? group.description().port() : target.port());
    }

    private String zone(Group group, TargetDescription target) {
        return vpcs.zoneOf(group.description().vpcId(), target.id()).orElseGet(() -> {
            if (target.availabilityZone() == null) {
                throw Failures.validation(
                        "The Availability Zone is required for IP address '%s' because it is not in the VPC"
                                .formatted(target.id()));
            }
            return target.availabilityZone();
        });
    }
}
