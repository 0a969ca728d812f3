package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * What an action is given.
 *
 * @param execution the ID of the pipeline execution
 * @param id the ID of this execution of the action
 * @param configuration with its variables resolved
 * @param outputs where the archives that it makes belong
 * @param pinned the revision that a source has to be at, where the execution was started with one
 * @param approval what an approval is asked with
 */
public record ActionInput(
        String pipeline,
        String execution,
        String id,
        String stage,
        ActionDeclaration action,
        Map<String, String> configuration,
        ActingRole role,
        List<Artifact> inputs,
        List<Artifact> outputs,
        Optional<String> pinned,
        Optional<ApprovalRequest> approval) {
    public ActionInput {
        configuration = Map.copyOf(configuration);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** An approval that somebody is asked for. */
    public record ApprovalRequest(String token, Instant expires) {}

    /** Configuration that the rules demand. */
    String required(String key) {
        return text(key)
                .orElseThrow(() ->
                        ActionFailedException.configuration("The action's configuration %s is empty".formatted(key)));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(configuration.get(key)).filter(value -> !value.isEmpty());
    }

    /** The only output of an action that must have one. */
    Artifact output() {
        return outputs.get(0);
    }

    Artifact input(String name) {
        return inputs.stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ActionFailedException.configuration(
                        "Artifact [%s] is not an input artifact of action [%s]".formatted(name, action.name())));
    }
}
