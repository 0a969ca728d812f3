package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** A target group with what is registered in it. */
record Group(TargetGroup description, Attributes attributes, GroupTargets targets) {
    Group {
        requireNonNull(description, "description is null");
        requireNonNull(attributes, "attributes is null");
        requireNonNull(targets, "targets is null");
    }

    String arn() {
        return description.targetGroupArn();
    }

    String name() {
        return description.targetGroupName();
    }

    Group with(TargetGroup newDescription) {
        return new Group(newDescription, attributes, targets);
    }

    Group with(Attributes newAttributes) {
        return new Group(description, newAttributes, targets);
    }

    TargetSettings settings() {
        return TargetSettings.of(description, attributes);
    }
}
