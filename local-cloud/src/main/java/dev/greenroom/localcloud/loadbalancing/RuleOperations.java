package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** Rules: what a listener does with some requests instead of its default. */
final class RuleOperations {
    private static final int MAX_PRIORITY = 50000;

    private final State state;
    private final Routing routing;

    RuleOperations(State state, Routing routing) {
        this.state = requireNonNull(state, "state is null");
        this.routing = requireNonNull(routing, "routing is null");
    }

    CreateRuleResponse create(CreateRuleRequest request) {
        int priority = Constraints.required(request.priority(), "priority");
        Constraints.range(priority, "priority", 1, MAX_PRIORITY);
        requireNoTransforms(request.hasTransforms());
        List<RuleCondition> conditions = Conditions.complete(request.conditions());
        Map<String, String> tags = TagOperations.of(request.tags());
        synchronized (state) {
            OpenListener listener = state.listener(request.listenerArn());
            List<Action> actions = Actions.complete(
                    request.actions(), state, listener.description().loadBalancerArn());
            if (state.rulesOf(listener.arn()).stream().anyMatch(rule -> rule.priority() == priority)) {
                throw Failures.priorityInUse(priority);
            }
            var created = new ListenerRule(Arns.rule(listener.arn()), listener.arn(), priority, conditions, actions);
            state.rules().put(created.arn(), created);
            state.tags().put(created.arn(), tags);
            applied(listener.arn());
            return CreateRuleResponse.builder().rules(created.describe()).build();
        }
    }

    DescribeRulesResponse describe(DescribeRulesRequest request) {
        Page<Rule> page = Page.of(selected(request), request.marker(), request.pageSize());
        return DescribeRulesResponse.builder()
                .rules(page.items())
                .nextMarker(page.nextMarker())
                .build();
    }

    ModifyRuleResponse modify(ModifyRuleRequest request) {
        requireNoTransforms(request.hasTransforms());
        if (!request.hasConditions() && !request.hasActions()) {
            throw Failures.validation("Either conditions or actions must be specified");
        }
        synchronized (state) {
            requireNotDefault(request.ruleArn(), "modified");
            ListenerRule rule = state.rule(request.ruleArn());
            String balancer = state.listener(rule.listenerArn()).description().loadBalancerArn();
            ListenerRule changed = rule.with(
                    request.hasConditions() ? Conditions.complete(request.conditions()) : rule.conditions(),
                    request.hasActions() ? Actions.complete(request.actions(), state, balancer) : rule.actions());
            state.rules().put(rule.arn(), changed);
            applied(rule.listenerArn());
            return ModifyRuleResponse.builder().rules(changed.describe()).build();
        }
    }

    DeleteRuleResponse delete(DeleteRuleRequest request) {
        synchronized (state) {
            requireNotDefault(request.ruleArn(), "deleted");
            ListenerRule rule = state.rule(request.ruleArn());
            state.rules().remove(rule.arn());
            state.tags().remove(rule.arn());
            applied(rule.listenerArn());
        }
        return DeleteRuleResponse.builder().build();
    }

    /** Gives rules new priorities all at once, so that two can swap theirs. */
    SetRulePrioritiesResponse setPriorities(SetRulePrioritiesRequest request) {
        Map<String, Integer> wanted = wanted(Constraints.notEmpty(request.rulePriorities(), "rulePriorities"));
        synchronized (state) {
            wanted.keySet().forEach(arn -> requireNotDefault(arn, "reordered"));
            List<ListenerRule> changed = wanted.entrySet().stream()
                    .map(each -> state.rule(each.getKey()).with(each.getValue()))
                    .toList();
            changed.forEach(rule -> requireFree(rule, wanted));
            changed.forEach(rule -> state.rules().put(rule.arn(), rule));
            var listeners = new LinkedHashSet<String>();
            changed.forEach(rule -> listeners.add(rule.listenerArn()));
            listeners.forEach(this::applied);
            return SetRulePrioritiesResponse.builder()
                    .rules(changed.stream().map(ListenerRule::describe).toList())
                    .build();
        }
    }

    private static Map<String, Integer> wanted(List<RulePriorityPair> pairs) {
        var wanted = new HashMap<String, Integer>();
        var priorities = new HashSet<Integer>();
        for (RulePriorityPair pair : pairs) {
            int priority = Constraints.required(pair.priority(), "rulePriorities.1.member.priority");
            Constraints.range(priority, "rulePriorities.1.member.priority", 1, MAX_PRIORITY);
            if (!priorities.add(priority)) {
                throw Failures.validation("Priority '%d' was provided multiple times".formatted(priority));
            }
            wanted.put(Constraints.required(pair.ruleArn(), "rulePriorities.1.member.ruleArn"), priority);
        }
        return wanted;
    }

    private void requireFree(ListenerRule changed, Map<String, Integer> wanted) {
        boolean taken = state.rulesOf(changed.listenerArn()).stream()
                .anyMatch(rule -> rule.priority() == changed.priority() && !wanted.containsKey(rule.arn()));
        if (taken) {
            throw Failures.priorityInUse(changed.priority());
        }
    }

    private List<Rule> selected(DescribeRulesRequest request) {
        if (request.listenerArn() != null && request.hasRuleArns()) {
            throw Failures.validation("Listener rule ARNs and a listener ARN cannot be specified at the same time");
        }
        if (request.listenerArn() != null) {
            return rulesOf(state.listener(request.listenerArn()));
        }
        if (!request.hasRuleArns()) {
            throw Failures.validation("You must specify either listener rule ARNs or a listener ARN");
        }
        return request.ruleArns().stream().map(this::describe).toList();
    }

    private List<Rule> rulesOf(OpenListener listener) {
        var rules = new ArrayList<Rule>();
        state.rulesOf(listener.arn()).stream()
                .sorted(Comparator.comparingInt(ListenerRule::priority))
                .map(ListenerRule::describe)
                .forEach(rules::add);
        rules.add(defaultRule(listener));
        return rules;
    }

    private Rule describe(String arn) {
        return ownerOfDefault(arn).map(RuleOperations::defaultRule).orElseGet(() -> state.rule(arn)
                .describe());
    }

    private Optional<OpenListener> ownerOfDefault(String ruleArn) {
        return state.listeners().list().stream()
                .filter(listener -> listener.defaultRuleArn().equals(ruleArn))
                .findFirst();
    }

    private static Rule defaultRule(OpenListener listener) {
        return Rule.builder()
                .ruleArn(listener.defaultRuleArn())
                .priority("default")
                .conditions(List.of())
                .actions(listener.description().defaultActions())
                .isDefault(true)
                .build();
    }

    private void requireNotDefault(String arn, String participle) {
        if (ownerOfDefault(arn).isPresent()) {
            throw Failures.operationNotPermitted("Default rule '%s' cannot be %s".formatted(arn, participle));
        }
    }

    private static void requireNoTransforms(boolean hasTransforms) {
        if (hasTransforms) {
            throw Failures.notEmulated("A rule with transforms");
        }
    }

    private void applied(String listenerArn) {
        routing.apply(listenerArn);
        routing.refreshUse();
    }
}
