package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** @param address what its listeners are bound to */
record Balancer(LoadBalancer description, InetAddress address, Attributes attributes) {
    Balancer {
        requireNonNull(description, "description is null");
        requireNonNull(address, "address is null");
        requireNonNull(attributes, "attributes is null");
    }

    String arn() {
        return description.loadBalancerArn();
    }

    String name() {
        return description.loadBalancerName();
    }

    Balancer with(LoadBalancer newDescription) {
        return new Balancer(newDescription, address, attributes);
    }

    Balancer with(Attributes newAttributes) {
        return new Balancer(description, address, newAttributes);
    }
}
