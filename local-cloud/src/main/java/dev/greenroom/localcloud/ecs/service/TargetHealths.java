package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.ecs.task.TargetBinding;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** What load balancers said of targets, at one moment. */
record TargetHealths(Map<Target, TargetHealth> byTarget) {
    private static final Logger LOG = LoggerFactory.getLogger(TargetHealths.class);

    static final TargetHealths NONE = new TargetHealths(Map.of());

    TargetHealths {
        byTarget = Map.copyOf(byTarget);
    }

    static TargetHealths ask(AwsClients clients, Collection<String> targetGroupArns) {
        var byTarget = new HashMap<Target, TargetHealth>();
        for (String group : new HashSet<>(targetGroupArns)) {
            try {
                for (TargetHealthDescription each : clients.loadBalancing()
                        .describeTargetHealth(request -> request.targetGroupArn(group))
                        .targetHealthDescriptions()) {
                    byTarget.put(Target.of(group, each.target()), each.targetHealth());
                }
            } catch (SdkException e) {
                LOG.debug("Nothing is known of the targets of {}: {}", group, AwsReason.of(e));
            }
        }
        return new TargetHealths(byTarget);
    }

    Optional<TargetHealth> of(TargetBinding binding, String ip) {
        return Optional.ofNullable(byTarget.get(new Target(binding.targetGroupArn(), ip, binding.containerPort())));
    }

    record Target(String targetGroupArn, String ip, int port) {
        private static Target of(String targetGroupArn, TargetDescription target) {
            return new Target(targetGroupArn, target.id(), target.port());
        }
    }
}
