package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The rules of LocalStack, with what it forgets about schedules. It starts a timer with each PutTargets and never ends or changes one, so that a rule
 * would be due several times, by schedules that it had once, and when it is disabled. Only a rule that is made anew has
 * one timer: those of its predecessor find no targets.
 */
final class Rules {
    private final AwsScope scope;
    private final Supplier<EventBridgeClient> localStack;

    Rules(AwsScope scope, Supplier<EventBridgeClient> localStack) {
        this.scope = requireNonNull(scope, "scope is null");
        this.localStack = requireNonNull(localStack, "localStack is null");
    }

    /** Puts a rule, in the place of the one that is there. */
    PutRuleResponse put(EventRule rule, PutRuleRequest request) {
        Optional<DescribeRuleResponse> known = find(rule);
        boolean isScheduled = request.scheduleExpression() != null
                || known.filter(Rules::isScheduled).isPresent();
        return known.isPresent() && isScheduled
                ? renew(rule, request)
                : localStack.get().putRule(request);
    }

    /** Gives a scheduled rule one timer, after something about it changed. Other rules stay as they are. */
    void settle(EventRule rule) {
        find(rule)
                .filter(Rules::isScheduled)
                .ifPresent(known -> renew(
                        rule,
                        PutRuleRequest.builder()
                                .name(known.name())
                                .eventBusName(known.eventBusName())
                                .description(known.description())
                                .eventPattern(known.eventPattern())
                                .scheduleExpression(known.scheduleExpression())
                                .roleArn(known.roleArn())
                                .state(known.state())
                                .build()));
    }

    /** LocalStack matches disabled rules too. */
    boolean isDisabled(EventRule rule) {
        return find(rule).filter(known -> known.state() == RuleState.DISABLED).isPresent();
    }

    void removeTargets(EventRule rule) {
        remove(rule, targets(rule));
    }

    private PutRuleResponse renew(EventRule rule, PutRuleRequest request) {
        List<Target> targets = targets(rule);
        List<Tag> tags = localStack
                .get()
                .listTagsForResource(list -> list.resourceARN(rule.arn(scope)))
                .tags();
        remove(rule, targets);
        localStack.get().deleteRule(delete -> delete.name(rule.name()).eventBusName(rule.bus()));
        PutRuleResponse answer =
                localStack.get().putRule(request.toBuilder().tags(tags).build());
        if (!targets.isEmpty()) {
            localStack.get().putTargets(put -> put.rule(rule.name())
                    .eventBusName(rule.bus())
                    .targets(targets));
        }
        return answer;
    }

    private void remove(EventRule rule, List<Target> targets) {
        List<String> ids = targets.stream().map(Target::id).toList();
        if (!ids.isEmpty()) {
            localStack.get().removeTargets(remove -> remove.rule(rule.name())
                    .eventBusName(rule.bus())
                    .ids(ids));
        }
    }

    private List<Target> targets(EventRule rule) {
        return localStack
                .get()
                .listTargetsByRule(list -> list.rule(rule.name()).eventBusName(rule.bus()))
                .targets();
    }

    private Optional<DescribeRuleResponse> find(EventRule rule) {
        try {
            return Optional.of(localStack.get().describeRule(describe -> describe.name(rule.name())
                    .eventBusName(rule.bus())));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean isScheduled(DescribeRuleResponse rule) {
        return rule.scheduleExpression() != null;
    }
}
