package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.action;
import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.commit;
import static dev.greenroom.localcloud.codepipeline.Pipelines.deploy;
import static dev.greenroom.localcloud.codepipeline.Pipelines.input;
import static dev.greenroom.localcloud.codepipeline.Pipelines.outputs;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.BlockerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** What a pipeline may look like. */
class DefinitionTest {
    private final PipelineFixture fixture = new PipelineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class A_pipeline {
        @Test
        void has_two_to_fifty_stages() {
            refused(
                    InvalidStructureException.class,
                    pipeline(source()),
                    "Pipeline has only 1 stage(s). There should be a minimum of 2 stages in a pipeline");
            refused(
                    InvalidStructureException.class,
                    pipeline(IntStream.range(0, 51)
                            .mapToObj(i -> i == 0 ? source() : stage("Build" + i, approval("Approval", 1)))
                            .toArray(StageDeclaration[]::new)),
                    "Pipeline has 51 stages. There should be a maximum of 50 stages in a pipeline");
        }

        @Test
        void starts_with_sources_and_has_none_later() {
            refused(
                    InvalidStructureException.class,
                    pipeline(stage("Build", approval("Approval", 1)), source()),
                    "Pipeline should start with a stage that only contains source actions");
            refused(
                    InvalidStructureException.class,
                    pipeline(stage("Source", commit(), approval("Approval", 1)), stage("Test", approval("Again", 1))),
                    "Pipeline should start with a stage that only contains source actions");
            ActionDeclaration late = commit().toBuilder()
                    .name("Late")
                    .namespace("Late")
                    .outputArtifacts(outputs("More"))
                    .build();
            refused(
                    InvalidStructureException.class,
                    pipeline(source(), stage("Build", late)),
                    "Source action 'Late' in stage 'Build' must be in the first stage");
        }

        @Test
        void has_a_name_an_artifact_store_and_a_role_that_trusts_it() {
            refused(
                    ValidationException.class,
                    building().name("no spaces"),
                    "Value 'no spaces' at 'pipeline.name' failed to satisfy constraint: Member must satisfy regular "
                            + "expression pattern: [A-Za-z0-9.@\\-_]+");
            refused(ValidationException.class, building().name("x".repeat(101)), "less than or equal to 100");
            refused(ValidationException.class, building().roleArn("pipeline"), "'pipeline.roleArn'");
            refused(
                    InvalidStructureException.class,
                    building().roleArn("arn:aws:iam::000000000000:role/other"),
                    "AWS CodePipeline is not authorized to perform AssumeRole on role "
                            + "arn:aws:iam::000000000000:role/other");
            refused(
                    InvalidStructureException.class,
                    building().artifactStore((ArtifactStore) null),
                    "Pipeline must have an artifactStore");
        }

        @Test
        void has_variables_of_different_names() {
            var variable = PipelineVariableDeclaration.builder().name("A").build();
            refused(
                    InvalidStructureException.class,
                    building().variables(variable, variable),
                    "Pipeline variable names must be unique. A has been used more than once.");
        }

        @Test
        void with_what_is_not_emulated_is_refused_by_name() {
            refused(
                    InvalidStructureException.class,
                    building()
                            .triggers(PipelineTriggerDeclaration.builder()
                                    .providerType("CodeStarSourceConnection")
                                    .build()),
                    "triggers is not emulated by the local cloud.");
            refused(
                    InvalidStructureException.class,
                    building()
                            .artifactStore((ArtifactStore) null)
                            .artifactStores(
                                    Map.of("eu-west-1", ArtifactStore.builder().build())),
                    "artifactStores (actions in other Regions) is not emulated");
            refused(ValidationException.class, building().executionMode("SOMEHOW"), "SOMEHOW");
            refused(ValidationException.class, building().pipelineType("V9"), "V9");
        }

        @Test
        void that_uses_what_only_the_second_type_has_is_of_that_type() {
            assertThat(created(building().pipelineType((PipelineType) null)).pipelineType())
                    .isEqualTo(PipelineType.V1);
            assertThat(created(building().pipelineType(PipelineType.V1).executionMode(ExecutionMode.QUEUED))
                            .pipelineType())
                    .isEqualTo(PipelineType.V2);
        }
    }

    @Nested
    class A_stage {
        @Test
        void has_a_name_of_its_own_and_actions() {
            refused(
                    InvalidStageDeclarationException.class,
                    pipeline(source(), stage("Build", build("a", 1)), stage("Build", build("b", 1))),
                    "Stage names must be unique within the pipeline. Build has been used more than once.");
            refused(
                    InvalidStageDeclarationException.class,
                    pipeline(source(), stage("Build")),
                    "Stage 'Build' has 0 actions. There should be 1 to 50 actions in a stage");
            refused(
                    ValidationException.class,
                    pipeline(source(), stage("no spaces", build("a", 1))),
                    "Value 'no spaces' at 'pipeline.stages.2.member.name'");
        }

        @Test
        void has_actions_of_different_names() {
            refused(
                    InvalidStageDeclarationException.class,
                    pipeline(source(), stage("Build", build("a", 1), approval("a", 2))),
                    "Action names must be unique within a stage. a has been used more than once.");
        }

        @Test
        void with_conditions_is_refused_by_their_names() {
            refusedStage(stage -> stage.beforeEntry(entry -> {}), "beforeEntry of stage 'Build' is not emulated");
            refusedStage(stage -> stage.onSuccess(success -> {}), "onSuccess of stage 'Build' is not emulated");
            refusedStage(
                    stage -> stage.onFailure(failure -> failure.result(Result.ROLLBACK)
                            .conditions(
                                    Condition.builder().result(Result.ROLLBACK).build())),
                    "onFailure.conditions of stage 'Build' is not emulated");
            refusedStage(
                    stage -> stage.onFailure(failure -> failure.result(Result.SKIP)),
                    "onFailure.result SKIP of stage 'Build' is not emulated");
            refusedStage(
                    stage -> stage.blockers(BlockerDeclaration.builder()
                            .name("b")
                            .type("Schedule")
                            .build()),
                    "blockers of stage 'Build' is not emulated");
        }

        @Test
        void tries_again_in_a_mode_only_where_it_tries_again() {
            refusedStage(
                    stage -> stage.onFailure(failure -> failure.result(Result.ROLLBACK)
                            .retryConfiguration(retry -> retry.retryMode(StageRetryMode.ALL_ACTIONS))),
                    "Stage 'Build' has a retryConfiguration but its onFailure result is ROLLBACK");
            assertThat(created(pipeline(
                                    source(),
                                    stage("Build", build("a", 1)).toBuilder()
                                            .onFailure(failure -> failure.result(Result.RETRY))
                                            .build()))
                            .stages()
                            .get(1)
                            .onFailure()
                            .retryConfiguration()
                            .retryMode())
                    .isEqualTo(StageRetryMode.FAILED_ACTIONS);
        }

        private void refusedStage(Consumer<StageDeclaration.Builder> change, String message) {
            refused(
                    InvalidStageDeclarationException.class,
                    pipeline(
                            source(),
                            stage("Build", build("a", 1)).toBuilder()
                                    .applyMutation(change)
                                    .build()),
                    message);
        }
    }

    @Nested
    class An_action {
        @ParameterizedTest
        @CsvSource({"Deploy, ECS", "Build, Jenkins", "Invoke, Lambda", "Source, CodeStarSourceConnection"})
        void of_a_type_that_is_not_emulated_is_refused_by_it(String category, String provider) {
            refusedAction(
                    action("A", ActionCategory.fromValue(category), provider, 1).build(),
                    "ActionType (Category: '%s', Provider: '%s', Owner: 'AWS', Version: '1') in action 'A' is not "
                                    .formatted(category, provider)
                            + "available in region 'EU_WEST_1'. The local cloud emulates CodeCommit, S3, CodeBuild, "
                            + "CloudFormation and Manual, version 1.");
        }

        @Test
        void has_as_many_artifacts_as_its_type_demands() {
            refusedAction(
                    build("a", 1).toBuilder()
                            .inputArtifacts(Collections.emptyList())
                            .build(),
                    "Action a declares 0 input artifacts which is less than the minimum count (1)");
            refusedAction(
                    approval("a", 1).toBuilder()
                            .inputArtifacts(input("Sources"))
                            .build(),
                    "Action a declares 1 input artifacts which is more than the maximum count (0)");
            refusedAction(
                    build("a", 1).toBuilder()
                            .outputArtifacts(outputs("a", "b", "c", "d", "e", "f"))
                            .build(),
                    "Action a declares 6 output artifacts which is more than the maximum count (5)");
        }

        @Test
        void uses_artifacts_that_were_made_before() {
            refusedAction(
                    build("a", 1).toBuilder().inputArtifacts(input("Nothing")).build(),
                    "Input Artifact Bundle Nothing in action a is not declared as Output Artifact Bundle in any of "
                            + "the preceding actions");
            refused(
                    InvalidActionDeclarationException.class,
                    pipeline(source(), stage("Build", maker(1), user(1))),
                    "Input Artifact Bundle Made in action user is not declared");
            assertThat(created(pipeline(source(), stage("Build", user(2), maker(1))))
                            .stages())
                    .hasSize(2);
        }

        @Test
        void makes_artifacts_of_names_that_no_other_has() {
            refused(
                    InvalidActionDeclarationException.class,
                    pipeline(
                            source(),
                            stage("Build", maker(1)),
                            stage(
                                    "Again",
                                    maker(1).toBuilder().namespace("again").build())),
                    "Output Artifact Bundle name must be unique within the pipeline. Made has been used more than"
                            + " once.");
            refused(
                    ValidationException.class,
                    pipeline(
                            source(),
                            stage(
                                    "Build",
                                    build("a", 1).toBuilder()
                                            .outputArtifacts(outputs("no.dots"))
                                            .build())),
                    "Value 'no.dots'");
        }

        private ActionDeclaration maker(int runOrder) {
            return build("maker", runOrder).toBuilder()
                    .outputArtifacts(outputs("Made"))
                    .build();
        }

        private ActionDeclaration user(int runOrder) {
            return build("user", runOrder).toBuilder()
                    .inputArtifacts(input("Made"))
                    .build();
        }

        @Test
        void refers_to_variables_of_actions_before_it() {
            refusedAction(
                    build("a", 1, Map.of("EnvironmentVariables", "[\"#{later.IMAGE}\"]")),
                    "The following pipeline execution variables are referencing a namespace that does not exist. "
                            + "StageName=[Build], ActionName=[a], ActionConfigurationKey=[EnvironmentVariables], "
                            + "VariableReferenceText=[#{later.IMAGE}]");
            refusedAction(
                    build("a", 1, Map.of("EnvironmentVariables", "#{IMAGE}")), "VariableReferenceText=[#{IMAGE}]");
            refusedAction(
                    build("a", 1, Map.of("EnvironmentVariables", "#{variables.None}")),
                    "VariableReferenceText=[#{variables.None}]");
            refusedAction(
                    build("a", 1, Map.of("EnvironmentVariables", "#{codepipeline.Other}")),
                    "VariableReferenceText=[#{codepipeline.Other}]");
        }

        @Test
        void has_a_namespace_of_its_own() {
            refusedAction(
                    build("a", 1).toBuilder().namespace("Commit").build(),
                    "Namespaces must be unique across the pipeline definition. The following occur more than once in "
                            + "the pipeline. StageName=[Build], ActionName=[a], Namespace=[Commit]");
            refusedAction(build("a", 1).toBuilder().namespace("variables").build(), "Namespace 'variables'");
            refused(
                    ValidationException.class,
                    pipeline(
                            source(),
                            stage(
                                    "Build",
                                    build("a", 1).toBuilder().namespace("a.b").build())),
                    "Value 'a.b' at 'namespace of action 'a''");
        }

        @Test
        void has_a_run_order_and_only_an_approval_a_timeout() {
            refused(
                    ValidationException.class,
                    pipeline(source(), stage("Build", build("a", 1000))),
                    "Value '1000' at 'pipeline.stages.2.member.actions.1.member.runOrder'");
            refused(
                    ValidationException.class,
                    pipeline(
                            source(),
                            stage(
                                    "Build",
                                    approval("a", 1).toBuilder()
                                            .timeoutInMinutes(4)
                                            .build())),
                    "Value '4' at 'pipeline.stages.2.member.actions.1.member.timeoutInMinutes' failed to satisfy "
                            + "constraint: Member must have value greater than or equal to 5");
            refusedAction(
                    build("a", 1).toBuilder().timeoutInMinutes(10).build(),
                    "Action 'a' has a timeout, which only manual approval actions can have");
        }

        @Test
        void has_the_configuration_of_its_type() {
            refusedAction(
                    build("a", 1).toBuilder().configuration(Map.of()).build(),
                    "Action configuration for action 'a' is missing required configuration 'ProjectName'");
            refusedAction(
                    build("a", 1, Map.of("Project", "a")),
                    "Action configuration for action 'a' contains unknown configuration 'Project'");
            refusedAction(
                    approval("a", 1, Map.of("CustomData", "x".repeat(1001))),
                    "Configuration 'CustomData' of action 'a' has more than 1000 characters");
        }

        @Test
        void of_codebuild_names_its_primary_source_among_several() {
            ActionDeclaration two = build("a", 2).toBuilder()
                    .inputArtifacts(input("Sources"), input("Made"))
                    .build();
            refused(
                    InvalidActionDeclarationException.class,
                    pipeline(source(), stage("Build", maker(1), two)),
                    "is missing required configuration 'PrimarySource'");
            refusedAction(
                    build("a", 1, Map.of("PrimarySource", "Other")),
                    "PrimarySource 'Other' of action 'a' is not one of its input artifacts [Sources]");
        }

        @ParameterizedTest
        @CsvSource({
            "CREATE_UPDATE, RoleArn",
            "CREATE_UPDATE, TemplatePath",
            "REPLACE_ON_FAILURE, TemplatePath",
            "DELETE_ONLY, RoleArn",
            "CHANGE_SET_REPLACE, ChangeSetName",
            "CHANGE_SET_REPLACE, TemplatePath",
            "CHANGE_SET_EXECUTE, ChangeSetName",
        })
        void of_cloudformation_has_what_its_mode_needs(String mode, String key) {
            var configuration = new HashMap<>(Pipelines.merged(
                    deploy("a", 1, Map.of()).configuration(), Map.of("ActionMode", mode, "ChangeSetName", "next")));
            configuration.remove(key);

            refusedAction(
                    deploy("a", 1, Map.of()).toBuilder()
                            .configuration(configuration)
                            .build(),
                    "Action configuration for action 'a' is missing required configuration '%s'".formatted(key));
        }

        @Test
        void of_cloudformation_has_a_mode_that_there_is_and_a_place_for_its_file() {
            refusedAction(
                    deploy("a", 1, Map.of("ActionMode", "REPLACE")),
                    "ActionMode 'REPLACE' of action 'a' is not one of CREATE_UPDATE");
            refusedAction(
                    deploy("a", 1, Map.of("OutputFileName", "a.json")),
                    "Action 'a' has an OutputFileName but no output artifact to put the file into");
            refusedAction(
                    deploy("a", 1, Map.of("ParameterOverrides", "x".repeat(1025))),
                    "Configuration 'ParameterOverrides' of action 'a' has more than 1024 characters");
        }

        @ParameterizedTest
        @CsvSource({
            "PollForSourceChanges, true, PollForSourceChanges other than \"false\"",
            "OutputArtifactFormat, CODEBUILD_CLONE_REF, OutputArtifactFormat CODEBUILD_CLONE_REF",
        })
        void of_a_source_with_what_is_not_emulated_is_refused_by_name(String key, String value, String message) {
            ActionDeclaration source = commit().toBuilder()
                    .configuration(Pipelines.merged(commit().configuration(), Map.of(key, value)))
                    .build();

            refused(
                    InvalidActionDeclarationException.class,
                    pipeline(stage("Source", source), stage("Build", build("a", 1))),
                    message);
        }

        @Test
        void with_what_is_not_emulated_is_refused_by_name() {
            refusedAction(
                    build("a", 1).toBuilder().region("us-east-1").build(),
                    "region of action 'a' is not emulated by the local cloud.");
            refusedAction(
                    build("a", 1).toBuilder().commands("make").build(),
                    "commands of action 'a' is not emulated by the local cloud.");
            refusedAction(
                    build("a", 1).toBuilder()
                            .outputArtifacts(OutputArtifact.builder()
                                    .name("Made")
                                    .files("*.jar")
                                    .build())
                            .build(),
                    "files of output artifacts of action 'a' is not emulated");
            refusedAction(build("a", 1, Map.of("BatchEnabled", "true")), "BatchEnabled of action 'a' is not emulated");
            refusedAction(
                    build("a", 1, Map.of("CombineArtifacts", "true")),
                    "CombineArtifacts of action 'a' is not emulated");
        }

        private void refusedAction(ActionDeclaration action, String message) {
            refused(InvalidActionDeclarationException.class, pipeline(source(), stage("Build", action)), message);
        }
    }

    @Test
    void an_update_is_checked_as_well_and_leaves_what_there_was() {
        fixture.create(building());

        assertThatExceptionOfType(InvalidStructureException.class)
                .isThrownBy(() -> fixture.codePipeline.updatePipeline(
                        update -> update.pipeline(pipeline(source()).build())));

        assertThat(fixture.codePipeline
                        .getPipeline(get -> get.name(Pipelines.NAME))
                        .pipeline()
                        .version())
                .isEqualTo(1);
    }

    private static PipelineDeclaration.Builder building() {
        return pipeline(source(), stage("Build", build("app", 1)));
    }

    /** Creates it in place of the one before. */
    private PipelineDeclaration created(PipelineDeclaration.Builder pipeline) {
        fixture.codePipeline.deletePipeline(delete -> delete.name(Pipelines.NAME));
        return fixture.codePipeline
                .createPipeline(create -> create.pipeline(pipeline.build()))
                .pipeline();
    }

    private void refused(
            Class<? extends CodePipelineException> type, PipelineDeclaration.Builder pipeline, String message) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> fixture.codePipeline.createPipeline(create -> create.pipeline(pipeline.build())))
                .withMessageContaining(message);
        assertThat(fixture.codePipeline.listPipelines().pipelines()).isEmpty();
    }
}
