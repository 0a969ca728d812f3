package dev.greenroom.localcloud.codepipeline.execution;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import dev.greenroom.localcloud.codepipeline.model.VariableReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/** Puts the values of variables into an action's configuration, as they are when the action starts. */
final class Resolution {
    /** What holds JSON, in which a value must not end the text that it is in. */
    private static final Set<String> JSON = Set.of("EnvironmentVariables", "ParameterOverrides");

    private final Execution execution;
    private final ActionDeclaration action;

    Resolution(Execution execution, ActionDeclaration action) {
        this.execution = execution;
        this.action = action;
    }

    /** @throws ActionFailedException when a variable has no value */
    Map<String, String> configuration() {
        var resolved = new LinkedHashMap<String, String>();
        action.configuration()
                .forEach((key, value) ->
                        resolved.put(key, VariableReference.replace(value, reference -> value(key, reference))));
        return resolved;
    }

    private String value(String key, VariableReference reference) {
        String value = find(reference)
                .orElseThrow(() -> ActionFailedException.configuration(("The action execution variable could not be "
                                + "resolved. StageName=[%s], ActionName=[%s], ActionConfigurationKey=[%s], "
                                + "VariableReferenceText=[%s]")
                        .formatted(execution.stage().name(), action.name(), key, reference.text())));
        return JSON.contains(key) ? new String(JsonStringEncoder.getInstance().quoteAsString(value)) : value;
    }

    private Optional<String> find(VariableReference reference) {
        return switch (reference.namespace()) {
            case "codepipeline" -> Optional.of(execution.id());
            case "variables" ->
                Optional.ofNullable(execution.pipelineVariables().get(reference.key()));
            default -> execution.products().variable(reference.namespace(), reference.key());
        };
    }
}
