package dev.greenroom.localcloud.loadbalancing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * All that exists in one region. Readers just read; whoever changes anything holds this object's monitor, so that what
 * was checked before a change still holds when it is made.
 */
record State(
        ByArn<Balancer> balancers,
        ByArn<Group> groups,
        ByArn<OpenListener> listeners,
        ByArn<ListenerRule> rules,
        ByArn<Map<String, String>> tags) {
    State() {
        this(new ByArn<>(), new ByArn<>(), new ByArn<>(), new ByArn<>(), new ByArn<>());
    }

    Balancer balancer(String arn) {
        Arns.requireLoadBalancer(Constraints.required(arn, "loadBalancerArn"));
        return balancers.find(arn).orElseThrow(() -> Failures.loadBalancersNotFound(List.of(arn)));
    }

    Group group(String arn) {
        Arns.requireTargetGroup(Constraints.required(arn, "targetGroupArn"));
        return groups.find(arn).orElseThrow(() -> Failures.targetGroupsNotFound(List.of(arn)));
    }

    OpenListener listener(String arn) {
        Arns.requireListener(Constraints.required(arn, "listenerArn"));
        return listeners.find(arn).orElseThrow(Failures::listenersNotFound);
    }

    ListenerRule rule(String arn) {
        Arns.requireRule(Constraints.required(arn, "ruleArn"));
        return rules.find(arn).orElseThrow(Failures::rulesNotFound);
    }

    List<OpenListener> listenersOf(String loadBalancerArn) {
        return listeners.list().stream()
                .filter(listener -> listener.description().loadBalancerArn().equals(loadBalancerArn))
                .toList();
    }

    List<ListenerRule> rulesOf(String listenerArn) {
        return rules.list().stream()
                .filter(rule -> rule.listenerArn().equals(listenerArn))
                .toList();
    }

    /** Which load balancer's listeners or rules send requests to which target groups. */
    Map<String, String> loadBalancersByGroup() {
        var users = new HashMap<String, String>();
        for (OpenListener listener : listeners.list()) {
            String balancer = listener.description().loadBalancerArn();
            Stream.concat(
                            listener.description().defaultActions().stream(),
                            rulesOf(listener.arn()).stream().flatMap(rule -> rule.actions().stream()))
                    .flatMap(action -> Actions.targetGroups(action).stream())
                    .forEach(group -> users.put(group, balancer));
        }
        return users;
    }

    /** Target groups as AWS shows them now. */
    List<TargetGroup> describe(List<Group> described) {
        Map<String, String> users = loadBalancersByGroup();
        return described.stream()
                .map(group -> group.description().toBuilder()
                        .loadBalancerArns(users.containsKey(group.arn()) ? List.of(users.get(group.arn())) : List.of())
                        .build())
                .toList();
    }
}
