package dev.greenroom.localcloud.codepipeline.definition;

import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Refuses pipelines that AWS refuses, and by their names those that can't be emulated. */
public final class StructureRules {
    private static final int LONGEST_NAME = 100;
    private static final int FEWEST_STAGES = 2;
    private static final int MOST_STAGES = 50;
    private static final int MOST_ACTIONS = 50;

    private final PipelineDeclaration pipeline;
    private final String region;

    private StructureRules(PipelineDeclaration pipeline, String region) {
        this.pipeline = pipeline;
        this.region = region;
    }

    /**
     * Checks a pipeline.
     *
     * @return the pipeline with the defaults that AWS fills in
     */
    public static PipelineDeclaration check(PipelineDeclaration pipeline, String region) {
        new StructureRules(pipeline, region).check();
        return Defaults.fill(pipeline);
    }

    private void check() {
        Constraints.text(pipeline.name(), "pipeline.name", Constraints.NAME, LONGEST_NAME);
        Constraints.text(pipeline.roleArn(), "pipeline.roleArn", Constraints.ROLE_ARN, 1024);
        checkSettings();
        checkVariables();
        checkStages();
        int number = 1;
        for (StageDeclaration stage : pipeline.stages()) {
            checkStage(stage, "pipeline.stages.%d.member".formatted(number++));
        }
        ArtifactRules.check(pipeline);
        NamespaceRules.check(pipeline);
    }

    private void checkSettings() {
        if (pipeline.artifactStore() == null) {
            throw pipeline.hasArtifactStores()
                    ? notEmulated("artifactStores (actions in other Regions)")
                    : PipelineErrors.structure("Pipeline must have an artifactStore");
        }
        Constraints.present(pipeline.artifactStore().location(), "pipeline.artifactStore.location");
        if (pipeline.hasArtifactStores()) {
            throw PipelineErrors.structure("Pipeline must have either an artifactStore or artifactStores, not both");
        }
        if (pipeline.hasTriggers() && !pipeline.triggers().isEmpty()) {
            throw notEmulated("triggers");
        }
        if (pipeline.executionMode() == ExecutionMode.UNKNOWN_TO_SDK_VERSION) {
            throw PipelineErrors.validation("Unknown executionMode: " + pipeline.executionModeAsString());
        }
        if (pipeline.pipelineType() == PipelineType.UNKNOWN_TO_SDK_VERSION) {
            throw PipelineErrors.validation("Unknown pipelineType: " + pipeline.pipelineTypeAsString());
        }
    }

    private void checkVariables() {
        Set<String> names = new HashSet<>();
        int number = 1;
        for (PipelineVariableDeclaration variable : pipeline.variables()) {
            String member = "pipeline.variables.%d.member.name".formatted(number++);
            if (!names.add(Constraints.text(variable.name(), member, Constraints.VARIABLE_NAME, 128))) {
                throw PipelineErrors.structure(
                        "Pipeline variable names must be unique. %s has been used more than once."
                                .formatted(variable.name()));
            }
        }
    }

    private void checkStages() {
        List<StageDeclaration> stages = pipeline.stages();
        if (stages.size() < FEWEST_STAGES) {
            throw PipelineErrors.structure(
                    "Pipeline has only %d stage(s). There should be a minimum of %d stages in a pipeline"
                            .formatted(stages.size(), FEWEST_STAGES));
        }
        if (stages.size() > MOST_STAGES) {
            throw PipelineErrors.structure(
                    "Pipeline has %d stages. There should be a maximum of %d stages in a pipeline"
                            .formatted(stages.size(), MOST_STAGES));
        }
        Set<String> names = new HashSet<>();
        for (StageDeclaration stage : stages) {
            if (!names.add(String.valueOf(stage.name()))) {
                throw PipelineErrors.stage(
                        "Stage names must be unique within the pipeline. %s has been used more than once."
                                .formatted(stage.name()));
            }
        }
    }

    private void checkStage(StageDeclaration stage, String member) {
        Constraints.text(stage.name(), member + ".name", Constraints.NAME, LONGEST_NAME);
        if (stage.actions().isEmpty() || stage.actions().size() > MOST_ACTIONS) {
            throw PipelineErrors.stage("Stage '%s' has %d actions. There should be 1 to %d actions in a stage"
                    .formatted(stage.name(), stage.actions().size(), MOST_ACTIONS));
        }
        checkConditions(stage);
        Set<String> names = new HashSet<>();
        int number = 1;
        for (ActionDeclaration action : stage.actions()) {
            String actionMember = "%s.actions.%d.member".formatted(member, number++);
            Constraints.text(action.name(), actionMember + ".name", Constraints.NAME, LONGEST_NAME);
            if (!names.add(action.name())) {
                throw PipelineErrors.stage(
                        "Action names must be unique within a stage. %s has been used more than once."
                                .formatted(action.name()));
            }
            ActionRules.check(action, actionMember, region);
            checkPlace(stage, action);
        }
    }

    private void checkPlace(StageDeclaration stage, ActionDeclaration action) {
        boolean isSource = action.actionTypeId().category() == ActionCategory.SOURCE;
        boolean isFirst = stage == pipeline.stages().get(0);
        if (isFirst && !isSource) {
            throw PipelineErrors.structure("Pipeline should start with a stage that only contains source actions");
        }
        if (!isFirst && isSource) {
            throw PipelineErrors.structure("Source action '%s' in stage '%s' must be in the first stage of the pipeline"
                    .formatted(action.name(), stage.name()));
        }
    }

    private static void checkConditions(StageDeclaration stage) {
        refuse(stage, "blockers", stage.hasBlockers() && !stage.blockers().isEmpty());
        refuse(stage, "beforeEntry", stage.beforeEntry() != null);
        refuse(stage, "onSuccess", stage.onSuccess() != null);
        FailureConditions failure = stage.onFailure();
        if (failure != null) {
            refuse(stage, "onFailure.conditions", failure.hasConditions());
            boolean known = failure.result() == Result.ROLLBACK || failure.result() == Result.RETRY;
            refuse(stage, "onFailure.result " + failure.resultAsString(), !known);
            if (failure.retryConfiguration() != null && failure.result() != Result.RETRY) {
                throw PipelineErrors.stage("Stage '%s' has a retryConfiguration but its onFailure result is %s"
                        .formatted(stage.name(), failure.resultAsString()));
            }
        }
    }

    private static void refuse(StageDeclaration stage, String what, boolean isUsed) {
        if (isUsed) {
            throw PipelineErrors.stage(
                    "%s of stage '%s' is not emulated by the local cloud.".formatted(what, stage.name()));
        }
    }

    private static RuntimeException notEmulated(String what) {
        return PipelineErrors.structure(what + " is not emulated by the local cloud.");
    }
}
