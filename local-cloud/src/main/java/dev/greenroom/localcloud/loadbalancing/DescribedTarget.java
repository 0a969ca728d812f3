package dev.greenroom.localcloud.loadbalancing;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** @param availabilityZone empty for a target that is not registered */
record DescribedTarget(TargetKey key, String availabilityZone, int healthCheckPort, TargetHealth health) {
    TargetHealthDescription toSdk() {
        var target = TargetDescription.builder().id(key.ip()).port(key.port());
        if (!availabilityZone.isEmpty()) {
            target.availabilityZone(availabilityZone);
        }
        return TargetHealthDescription.builder()
                .target(target.build())
                .healthCheckPort(String.valueOf(healthCheckPort))
                .targetHealth(health)
                .build();
    }
}
