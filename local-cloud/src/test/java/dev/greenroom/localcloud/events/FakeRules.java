package dev.greenroom.localcloud.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** LocalStack's EventBridge, as far as it knows targets. */
final class FakeRules implements EventBridgeClient {
    final Map<String, Target> targets = new LinkedHashMap<>();
    RuleState state = RuleState.ENABLED;
    Optional<EventBridgeException> failure = Optional.empty();
    Optional<String> failedEntry = Optional.empty();

    @Override
    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        failure.ifPresent(e -> {
            throw e;
        });
        request.targets().stream()
                .filter(target -> failedEntry.filter(target.id()::equals).isEmpty())
                .forEach(target -> targets.put(target.id(), target));
        return PutTargetsResponse.builder()
                .failedEntries(failedEntry.stream()
                        .map(id -> PutTargetsResultEntry.builder().targetId(id).build())
                        .toList())
                .build();
    }

    /** No rule has a schedule. */
    @Override
    public DescribeRuleResponse describeRule(DescribeRuleRequest request) {
        return DescribeRuleResponse.builder().name(request.name()).state(state).build();
    }

    @Override
    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
        return ListTargetsByRuleResponse.builder()
                .targets(List.copyOf(targets.values()))
                .build();
    }

    @Override
    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        request.ids().forEach(targets::remove);
        return RemoveTargetsResponse.builder().build();
    }

    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        return DeleteRuleResponse.builder().build();
    }

    @Override
    public DeleteEventBusResponse deleteEventBus(DeleteEventBusRequest request) {
        return DeleteEventBusResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
