package dev.greenroom.infra.stacks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Proposes changes to one stack and carries them out. */
final class ChangeSets {
    private final String stack;
    private final CloudFormationClient cloudFormation;
    private final Pacing pacing;
    private final @Nullable String role;

    /** @param role in which CloudFormation makes the changes; null for that of the stack, or else the caller's */
    ChangeSets(String stack, CloudFormationClient cloudFormation, Pacing pacing, @Nullable String role) {
        this.stack = stack;
        this.cloudFormation = cloudFormation;
        this.pacing = pacing;
        this.role = role;
    }

    /**
     * Proposes to make the stack what the specification says.
     *
     * @param before the stack as it is; empty to create it
     * @return empty when the stack is that already
     */
    Optional<ChangeSet> propose(StackSpec spec, Optional<StackState> before) throws InterruptedException {
        var parameters = new TreeMap<String, Parameter>();
        spec.parameters().forEach((name, value) -> parameters.put(name, given(name, value)));
        before.ifPresent(state -> spec.kept().stream()
                .filter(state.parameters()::containsKey)
                .forEach(name -> parameters.put(name, previous(name))));
        var request = CreateChangeSetRequest.builder()
                .templateBody(spec.template().body())
                .changeSetType(before.isPresent() ? ChangeSetType.UPDATE : ChangeSetType.CREATE)
                .parameters(parameters.values())
                .tags(spec.tags().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList());
        return propose(request, before.isPresent() ? StackAction.UPDATE : StackAction.CREATE);
    }

    /** Proposes to change these parameters of a stack that exists, and nothing else. */
    Optional<ChangeSet> propose(Map<String, String> changes, StackState before) throws InterruptedException {
        var parameters = new TreeMap<String, Parameter>();
        before.parameters().keySet().forEach(name -> parameters.put(name, previous(name)));
        changes.forEach((name, value) -> parameters.put(name, given(name, value)));
        var request = CreateChangeSetRequest.builder()
                .usePreviousTemplate(true)
                .changeSetType(ChangeSetType.UPDATE)
                .parameters(parameters.values());
        return propose(request, StackAction.UPDATE);
    }

    void execute(ChangeSet changeSet) {
        cloudFormation.executeChangeSet(request -> request.changeSetName(changeSet.id())
                .stackName(changeSet.stackId())
                .clientRequestToken(UUID.randomUUID().toString()));
    }

    /** Takes a proposal back, and with it the stack that is nothing but this proposal. */
    void discard(ChangeSet changeSet) {
        cloudFormation.deleteChangeSet(
                request -> request.changeSetName(changeSet.id()).stackName(changeSet.stackId()));
        if (changeSet.action() == StackAction.CREATE) {
            cloudFormation.deleteStack(request -> request.stackName(changeSet.stackId()));
        }
    }

    private Optional<ChangeSet> propose(CreateChangeSetRequest.Builder request, StackAction action)
            throws InterruptedException {
        var changeSet = create(request, action);
        var proposal = await(changeSet);
        if (proposal.status() == ChangeSetStatus.CREATE_COMPLETE) {
            return Optional.of(changeSet);
        }
        discard(changeSet);
        var reason = String.valueOf(proposal.statusReason());
        if (saysNoChange(reason)) {
            return Optional.empty();
        }
        throw StackFailedException.refused(action, stack, reason, null);
    }

    private ChangeSet create(CreateChangeSetRequest.Builder request, StackAction action) {
        var name = "greenroom-" + UUID.randomUUID();
        try {
            var response = cloudFormation.createChangeSet(request.stackName(stack)
                    .changeSetName(name)
                    .clientToken(name)
                    .roleARN(role)
                    .capabilities(List.of(Capability.CAPABILITY_IAM))
                    .build());
            return new ChangeSet(response.id(), response.stackId(), action);
        } catch (CloudFormationException refused) {
            throw StackFailedException.refused(
                    action, stack, refused.awsErrorDetails().errorMessage(), refused);
        }
    }

    private DescribeChangeSetResponse await(ChangeSet changeSet) throws InterruptedException {
        for (var wait = pacing.start(); ; wait.untilNextLook()) {
            var proposal = cloudFormation.describeChangeSet(
                    request -> request.changeSetName(changeSet.id()).stackName(changeSet.stackId()));
            if (proposal.status() != ChangeSetStatus.CREATE_PENDING
                    && proposal.status() != ChangeSetStatus.CREATE_IN_PROGRESS) {
                return proposal;
            }
        }
    }

    private static boolean saysNoChange(String reason) {
        return reason.startsWith("The submitted information didn't contain changes")
                || reason.startsWith("No updates are to be performed");
    }

    private static Parameter given(String name, String value) {
        return Parameter.builder().parameterKey(name).parameterValue(value).build();
    }

    private static Parameter previous(String name) {
        return Parameter.builder().parameterKey(name).usePreviousValue(true).build();
    }

    /** A proposal that can be executed. */
    record ChangeSet(String id, String stackId, StackAction action) {}
}
