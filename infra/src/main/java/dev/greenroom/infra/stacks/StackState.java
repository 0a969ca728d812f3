package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A stack at one moment.
 *
 * @param id which a later stack of the same name does not share
 * @param reason of the status, empty where CloudFormation gives none
 * @param changed when its last change began
 */
public record StackState(
        String id,
        String status,
        String reason,
        Instant changed,
        Map<String, String> parameters,
        Map<String, String> outputs) {
    public StackState {
        requireNonNull(id, "id is null");
        requireNonNull(status, "status is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(changed, "changed is null");
        parameters = Map.copyOf(parameters);
        outputs = Map.copyOf(outputs);
    }

    static StackState of(Stack stack) {
        return new StackState(
                stack.stackId(),
                stack.stackStatusAsString(),
                requireNonNullElse(stack.stackStatusReason(), ""),
                requireNonNullElse(stack.lastUpdatedTime(), stack.creationTime()),
                stack.parameters().stream()
                        .collect(toUnmodifiableMap(Parameter::parameterKey, Parameter::parameterValue)),
                stack.outputs().stream().collect(toUnmodifiableMap(Output::outputKey, Output::outputValue)));
    }

    /** @throws DeploymentException when the stack has no such output */
    public String output(String name) {
        var value = outputs.get(name);
        if (value == null) {
            throw new DeploymentException("Tried to read output %s of %s but it has only %s"
                    .formatted(name, id, outputs.keySet().stream().sorted().toList()));
        }
        return value;
    }

    public StackPhase phase() {
        return StackPhase.of(status);
    }
}
