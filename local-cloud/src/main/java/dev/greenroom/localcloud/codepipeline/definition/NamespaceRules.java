package dev.greenroom.localcloud.codepipeline.definition;

import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import dev.greenroom.localcloud.codepipeline.model.VariableReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Each namespace is declared once, and before it is referred to. */
final class NamespaceRules {
    private static final String PIPELINE = "codepipeline";
    private static final String VARIABLES = "variables";
    private static final String EXECUTION_ID = "PipelineExecutionId";

    private final Set<String> pipelineVariables;
    private final Set<String> declared = new HashSet<>(Set.of(PIPELINE, VARIABLES));

    private NamespaceRules(PipelineDeclaration pipeline) {
        pipelineVariables = pipeline.variables().stream()
                .map(PipelineVariableDeclaration::name)
                .collect(Collectors.toSet());
    }

    static void check(PipelineDeclaration pipeline) {
        var rules = new NamespaceRules(pipeline);
        for (StageDeclaration stage : pipeline.stages()) {
            for (List<ActionDeclaration> together : ArtifactRules.inRunOrder(stage)) {
                together.forEach(action -> rules.checkReferences(stage, action));
                together.forEach(action -> rules.declare(stage, action));
            }
        }
    }

    private void declare(StageDeclaration stage, ActionDeclaration action) {
        String namespace = action.namespace();
        if (namespace == null) {
            return;
        }
        Constraints.text(
                namespace, "namespace of action '%s'".formatted(action.name()), Constraints.VARIABLE_NAME, 100);
        if (namespace.equals(PIPELINE) || namespace.equals(VARIABLES)) {
            throw PipelineErrors.action(
                    "Namespace '%s' of action '%s' is reserved".formatted(namespace, action.name()));
        }
        if (!declared.add(namespace)) {
            throw PipelineErrors.action(
                    ("Namespaces must be unique across the pipeline definition. The following occur "
                                    + "more than once in the pipeline. StageName=[%s], ActionName=[%s], Namespace=[%s]")
                            .formatted(stage.name(), action.name(), namespace));
        }
    }

    private void checkReferences(StageDeclaration stage, ActionDeclaration action) {
        for (Map.Entry<String, String> entry : action.configuration().entrySet()) {
            for (VariableReference reference : VariableReference.in(entry.getValue())) {
                if (!isKnown(reference)) {
                    throw PipelineErrors.action(("Valid format for a pipeline execution variable reference is a "
                                    + "namespace and a key separated by a period (.). The following pipeline execution "
                                    + "variables are referencing a namespace that does not exist. StageName=[%s], "
                                    + "ActionName=[%s], ActionConfigurationKey=[%s], VariableReferenceText=[%s]")
                            .formatted(stage.name(), action.name(), entry.getKey(), reference.text()));
                }
            }
        }
    }

    private boolean isKnown(VariableReference reference) {
        return switch (reference.namespace()) {
            case PIPELINE -> reference.key().equals(EXECUTION_ID);
            case VARIABLES -> pipelineVariables.contains(reference.key());
            default -> declared.contains(reference.namespace());
        };
    }
}
