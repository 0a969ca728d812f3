package dev.greenroom.localcloud.codepipeline.definition;

import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Each artifact is made once, and before it is used: in an earlier stage, or by a lower run order of the same one. */
final class ArtifactRules {
    private static final int LONGEST_NAME = 100;

    private final Set<String> made = new HashSet<>();

    private ArtifactRules() {}

    static void check(PipelineDeclaration pipeline) {
        var rules = new ArtifactRules();
        pipeline.stages().stream().flatMap(stage -> inRunOrder(stage).stream()).forEach(rules::check);
    }

    /** The actions of a stage, those that run at the same time together. */
    static List<List<ActionDeclaration>> inRunOrder(StageDeclaration stage) {
        return List.copyOf(stage.actions().stream()
                .collect(Collectors.groupingBy(
                        action -> action.runOrder() == null ? 1 : action.runOrder(), TreeMap::new, Collectors.toList()))
                .values());
    }

    private void check(List<ActionDeclaration> together) {
        for (ActionDeclaration action : together) {
            action.inputArtifacts().stream().map(InputArtifact::name).forEach(name -> requireMade(action, name));
        }
        for (ActionDeclaration action : together) {
            action.outputArtifacts().stream().map(OutputArtifact::name).forEach(name -> make(action, name));
        }
    }

    private void requireMade(ActionDeclaration action, String name) {
        if (!made.contains(name)) {
            throw PipelineErrors.action(
                    ("Input Artifact Bundle %s in action %s is not declared as Output Artifact Bundle "
                                    + "in any of the preceding actions")
                            .formatted(name, action.name()));
        }
    }

    private void make(ActionDeclaration action, String name) {
        String member = "outputArtifacts of action '%s'".formatted(action.name());
        if (!made.add(Constraints.text(name, member, Constraints.ARTIFACT_NAME, LONGEST_NAME))) {
            throw PipelineErrors.action(
                    "Output Artifact Bundle name must be unique within the pipeline. %s has been used more than once."
                            .formatted(name));
        }
    }
}
