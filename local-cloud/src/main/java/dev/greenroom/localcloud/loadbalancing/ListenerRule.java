package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** A rule that is not its listener's default. */
record ListenerRule(
        String arn, String listenerArn, int priority, List<RuleCondition> conditions, List<Action> actions) {
    ListenerRule {
        requireNonNull(arn, "arn is null");
        requireNonNull(listenerArn, "listenerArn is null");
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
    }

    ListenerRule with(int newPriority) {
        return new ListenerRule(arn, listenerArn, newPriority, conditions, actions);
    }

    ListenerRule with(List<RuleCondition> newConditions, List<Action> newActions) {
        return new ListenerRule(arn, listenerArn, priority, newConditions, newActions);
    }

    Rule describe() {
        return Rule.builder()
                .ruleArn(arn)
                .priority(String.valueOf(priority))
                .conditions(conditions)
                .actions(actions)
                .isDefault(false)
                .build();
    }
}
