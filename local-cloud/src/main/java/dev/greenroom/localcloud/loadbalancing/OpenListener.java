package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/**
 * A listener and the port that it holds.
 *
 * @param defaultRuleArn what its default actions are called among its rules
 */
record OpenListener(
        Listener description,
        String defaultRuleArn,
        Attributes attributes,
        dev.greenroom.localcloud.loadbalancing.proxy.Listener socket) {
    OpenListener {
        requireNonNull(description, "description is null");
        requireNonNull(defaultRuleArn, "defaultRuleArn is null");
        requireNonNull(attributes, "attributes is null");
        requireNonNull(socket, "socket is null");
    }

    String arn() {
        return description.listenerArn();
    }

    OpenListener with(Listener newDescription, dev.greenroom.localcloud.loadbalancing.proxy.Listener newSocket) {
        return new OpenListener(newDescription, defaultRuleArn, attributes, newSocket);
    }

    OpenListener with(Attributes newAttributes) {
        return new OpenListener(description, defaultRuleArn, newAttributes, socket);
    }
}
