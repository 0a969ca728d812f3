package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What EventBridge of one region does differently from LocalStack's. Pipelines and build projects are targets: LocalStack
 * matches the rule and makes the input; it gets a queue in place of such a target, and a {@link Bridge} starts the
 * target with what arrives there. And a schedule ends or changes with its rule ({@link Rules}). All other
 * operations are LocalStack's.
 */
public final class EventBridge implements EventBridgeClient, AutoCloseable {
    private final Supplier<EventBridgeClient> localStack;
    private final TargetChecks checks;
    private final Rules rules;
    private final Bridges bridges;

    /** What we and LocalStack know about a rule has to be the same, so changes follow one another. */
    private final Lock changing = new ReentrantLock();

    /** @param localStack past the gateway, which would ask this object again */
    public EventBridge(AwsScope scope, AwsClients clients, Supplier<EventBridgeClient> localStack) {
        this.localStack = requireNonNull(localStack, "localStack is null");
        this.checks = new TargetChecks(scope, clients);
        this.rules = new Rules(scope, localStack);
        this.bridges = new Bridges(scope, clients, rules);
    }

    @Override
    public PutRuleResponse putRule(PutRuleRequest request) {
        Optional.ofNullable(request.scheduleExpression())
                .map(Schedule::new)
                .flatMap(Schedule::obstacle)
                .ifPresent(obstacle -> {
                    throw EventBridgeErrors.validation("Tried to schedule rule %s by %s but here %s"
                            .formatted(request.name(), request.scheduleExpression(), obstacle));
                });
        return changing(() -> rules.put(EventRule.of(request.eventBusName(), request.name()), request));
    }

    @Override
    public EnableRuleResponse enableRule(EnableRuleRequest request) {
        return changing(() -> {
            EnableRuleResponse answer = localStack.get().enableRule(request);
            rules.settle(EventRule.of(request.eventBusName(), request.name()));
            return answer;
        });
    }

    @Override
    public DisableRuleResponse disableRule(DisableRuleRequest request) {
        return changing(() -> {
            DisableRuleResponse answer = localStack.get().disableRule(request);
            rules.settle(EventRule.of(request.eventBusName(), request.name()));
            return answer;
        });
    }

    @Override
    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        EventRule rule = EventRule.of(request.eventBusName(), request.rule());
        Map<Target, Startable> started = new LinkedHashMap<>();
        request.targets().forEach(target -> checks.check(target).ifPresent(found -> started.put(target, found)));
        return changing(() -> put(request, rule, started));
    }

    @Override
    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
        EventRule rule = EventRule.of(request.eventBusName(), request.rule());
        ListTargetsByRuleResponse answer = localStack.get().listTargetsByRule(request);
        return answer.toBuilder()
                .targets(answer.targets().stream()
                        .map(target -> bridges.find(rule, target.id())
                                .filter(bridged -> bridged.queueArn().equals(target.arn()))
                                .map(BridgedTarget::target)
                                .orElse(target))
                        .toList())
                .build();
    }

    /** In one page, however many there are. */
    @Override
    public ListRuleNamesByTargetResponse listRuleNamesByTarget(ListRuleNamesByTargetRequest request) {
        if (!TargetArn.of(request.targetArn()).isOurs()) {
            return localStack.get().listRuleNamesByTarget(request);
        }
        String bus = EventRule.nameOf(request.eventBusName());
        return ListRuleNamesByTargetResponse.builder()
                .ruleNames(bridges.all().stream()
                        .filter(bridged -> bridged.rule().bus().equals(bus)
                                && bridged.target().arn().equals(request.targetArn()))
                        .map(bridged -> bridged.rule().name())
                        .distinct()
                        .sorted()
                        .toList())
                .build();
    }

    @Override
    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        EventRule rule = EventRule.of(request.eventBusName(), request.rule());
        return changing(() -> {
            RemoveTargetsResponse answer = localStack.get().removeTargets(request);
            List<String> gone = new ArrayList<>(request.ids());
            gone.removeAll(answer.failedEntries().stream()
                    .map(RemoveTargetsResultEntry::targetId)
                    .toList());
            gone.forEach(id -> bridges.remove(rule, id));
            return answer;
        });
    }

    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        EventRule rule = EventRule.of(request.eventBusName(), request.name());
        return changing(() -> {
            if (Boolean.TRUE.equals(request.force())) { // the timer of a schedule would go on with them
                rules.removeTargets(rule);
            }
            DeleteRuleResponse answer = localStack.get().deleteRule(request);
            bridges.removeIf(rule::equals);
            return answer;
        });
    }

    @Override
    public DeleteEventBusResponse deleteEventBus(DeleteEventBusRequest request) {
        return changing(() -> {
            DeleteEventBusResponse answer = localStack.get().deleteEventBus(request);
            bridges.removeIf(rule -> rule.bus().equals(request.name()));
            return answer;
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        bridges.close();
    }

    private <T> T changing(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    private PutTargetsResponse put(PutTargetsRequest request, EventRule rule, Map<Target, Startable> started) {
        Map<String, BridgedTarget> prepared = new LinkedHashMap<>();
        try {
            started.forEach((target, found) -> prepared.put(target.id(), bridges.prepare(rule, target, found)));
            PutTargetsResponse answer = localStack.get().putTargets(substituted(request, prepared));
            rules.settle(rule);
            settle(rule, request.targets(), prepared, failed(answer));
            return answer;
        } catch (RuntimeException e) {
            prepared.values().forEach(bridges::discard);
            throw e;
        }
    }

    private static PutTargetsRequest substituted(PutTargetsRequest request, Map<String, BridgedTarget> prepared) {
        return request.toBuilder()
                .targets(request.targets().stream()
                        .map(target -> prepared.containsKey(target.id())
                                ? prepared.get(target.id()).substitute()
                                : target)
                        .toList())
                .build();
    }

    private static Set<String> failed(PutTargetsResponse answer) {
        return answer.failedEntries().stream()
                .map(PutTargetsResultEntry::targetId)
                .collect(Collectors.toSet());
    }

    /** LocalStack has the targets now, but those that it refused. */
    private void settle(EventRule rule, List<Target> targets, Map<String, BridgedTarget> prepared, Set<String> failed) {
        for (Target target : targets) {
            BridgedTarget bridged = prepared.get(target.id());
            if (bridged != null && failed.contains(target.id())) {
                bridges.discard(bridged);
            } else if (bridged != null) {
                bridges.open(bridged);
            } else if (!failed.contains(target.id())) {
                bridges.remove(rule, target.id());
            }
        }
    }
}
