package dev.greenroom.localcloud.ecs.service;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.ecs.task.FargatePlacement;
import dev.greenroom.localcloud.ecs.task.TargetBinding;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a deployment deploys: all that tasks of a service are made from. */
record Revision(
        TaskDefinition definition,
        NetworkConfiguration network,
        List<LoadBalancer> loadBalancers,
        FargatePlacement placement,
        String platformVersion) {
    Revision {
        requireNonNull(definition, "definition is null");
        requireNonNull(network, "network is null");
        loadBalancers = List.copyOf(loadBalancers);
        requireNonNull(placement, "placement is null");
        requireNonNull(platformVersion, "platformVersion is null");
    }

    List<TargetBinding> targets() {
        return loadBalancers.stream()
                .map(each -> new TargetBinding(each.targetGroupArn(), each.containerName(), each.containerPort()))
                .toList();
    }
}
