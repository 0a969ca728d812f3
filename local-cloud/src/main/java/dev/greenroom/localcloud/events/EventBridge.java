package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What EventBridge of one region does differently from LocalStack's: pipelines and build projects are targets. LocalStack
 * matches the rule and makes the input; it gets a queue in place of such a target, and a {@link Bridge} starts the
 * target with what arrives there. All other operations are LocalStack's.
 */
public final class EventBridge implements EventBridgeClient, AutoCloseable {
    private final Supplier<EventBridgeClient> localStack;
    private final TargetChecks checks;
    private final Bridges bridges;

    /** What we and LocalStack know about a target has to be the same, so changes of targets follow one another. */
    private final Lock changing = new ReentrantLock();

    /** @param localStack past the gateway, which would ask this object again */
    public EventBridge(AwsScope scope, AwsClients clients, Supplier<EventBridgeClient> localStack) {
        this.localStack = requireNonNull(localStack, "localStack is null");
        this.checks = new TargetChecks(scope, clients);
        this.bridges = new Bridges(scope, clients);
    }

    @Override
    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        EventRule rule = EventRule.of(request.eventBusName(), request.rule());
        Map<Target, Startable> started = new LinkedHashMap<>();
        request.targets().forEach(target -> checks.check(target).ifPresent(found -> started.put(target, found)));
        changing.lock();
        try {
            Map<String, BridgedTarget> prepared = new LinkedHashMap<>();
            try {
                started.forEach((target, found) -> prepared.put(target.id(), bridges.prepare(rule, target, found)));
                PutTargetsResponse answer = localStack.get().putTargets(substituted(request, prepared));
                settle(rule, request.targets(), prepared, failed(answer));
                return answer;
            } catch (RuntimeException e) {
                prepared.values().forEach(bridges::discard);
                throw e;
            }
        } finally {
            changing.unlock();
        }
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
        changing.lock();
        try {
            RemoveTargetsResponse answer = localStack.get().removeTargets(request);
            List<String> gone = new ArrayList<>(request.ids());
            gone.removeAll(answer.failedEntries().stream()
                    .map(RemoveTargetsResultEntry::targetId)
                    .toList());
            gone.forEach(id -> bridges.remove(rule, id));
            return answer;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        EventRule rule = EventRule.of(request.eventBusName(), request.name());
        changing.lock();
        try {
            DeleteRuleResponse answer = localStack.get().deleteRule(request);
            bridges.removeIf(rule::equals);
            return answer;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public DeleteEventBusResponse deleteEventBus(DeleteEventBusRequest request) {
        changing.lock();
        try {
            DeleteEventBusResponse answer = localStack.get().deleteEventBus(request);
            bridges.removeIf(rule -> rule.bus().equals(request.name()));
            return answer;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        bridges.close();
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
