package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.CloudFormation;
import dev.greenroom.localcloud.codepipeline.cloudformation.PipelineType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** A pipeline in a template, from its creation to its end. */
class PipelineStackTest {
    private static final String TEMPLATE = """
        Resources:
          Pipeline:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: %s
              RoleArn: arn:aws:iam::000000000000:role/pipeline
              PipelineType: V2
              ArtifactStore: {Type: S3, Location: artifacts}
              Stages:
                - Name: Source
                  Actions:
                    - Name: Commit
                      ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1"}
                      Namespace: Commit
                      OutputArtifacts: [{Name: Sources}]
                      Configuration: {RepositoryName: app, BranchName: main, PollForSourceChanges: false}
                - Name: Release
                  Actions:
                    - Name: Approval
                      ActionTypeId: {Category: Approval, Owner: AWS, Provider: Manual, Version: "1"}
                      RunOrder: 2
                      TimeoutInMinutes: 240
              %s
        Outputs:
          Name: {Value: !Ref Pipeline}
          Version: {Value: !GetAtt Pipeline.Version}
        """;

    private final PipelineFixture fixture = new PipelineFixture();
    private final CloudFormation cloudFormation = new CloudFormation(
            new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1"),
            fixture.aws.clients(),
            List.of(clients -> List.of(new PipelineType(fixture.codePipeline))),
            guard -> fixture.aws.clients());

    @AfterEach
    void close() {
        cloudFormation.close();
        fixture.close();
    }

    @Test
    void is_made_as_the_template_says_and_starts_by_itself() {
        create(template(
                NAME,
                "ExecutionMode: QUEUED",
                "Variables: [{Name: Greeting, DefaultValue: hello}]",
                "Tags: [{Key: team, Value: a}]"));

        PipelineDeclaration made = definition(NAME);
        assertThat(outputs()).containsOnly(Map.entry("Name", NAME), Map.entry("Version", "1"));
        assertThat(made.executionMode()).isEqualTo(ExecutionMode.QUEUED);
        assertThat(made.variables().get(0).defaultValue()).isEqualTo("hello");
        assertThat(made.artifactStore().location()).isEqualTo("artifacts");
        assertThat(made.stages().get(0).actions().get(0).configuration())
                .as("what is no text in YAML is one in a pipeline")
                .containsEntry("PollForSourceChanges", "false");
        ActionDeclaration approval = made.stages().get(1).actions().get(0);
        assertThat(approval.runOrder()).isEqualTo(2);
        assertThat(approval.timeoutInMinutes()).isEqualTo(240);
        assertThat(tags()).containsEntry("team", "a").containsEntry("aws:cloudformation:logical-id", "Pipeline");
        assertThat(fixture.execution(fixture.executions().get(0)).trigger().triggerType())
                .isEqualTo(TriggerType.CREATE_PIPELINE);
    }

    @Test
    void has_a_name_of_its_own_where_none_is_given() {
        create(template("!Ref AWS::NoValue"));

        assertThat(outputs().get("Name")).startsWith("pipeline-Pipeline-");
        assertThat(definition(outputs().get("Name")).version()).isEqualTo(1);
    }

    @Test
    void is_changed_in_place_which_cancels_what_runs() {
        create(template(NAME, "Tags: [{Key: team, Value: a}]"));
        String execution = fixture.executions().get(0);
        String token = fixture.awaitApproval("Release", "Approval", execution);

        update(template(
                NAME,
                "Tags: [{Key: stage, Value: dev}]",
                "DisableInboundStageTransitions: [{StageName: Release, Reason: closed for tonight}]"));
        awaitStatus("UPDATE_COMPLETE");

        assertThat(outputs()).containsOnly(Map.entry("Name", NAME), Map.entry("Version", "2"));
        assertThat(tags()).containsEntry("stage", "dev").doesNotContainKey("team");
        assertThat(fixture.stage("Release").inboundTransitionState().disabledReason())
                .isEqualTo("closed for tonight");
        fixture.approve("Release", "Approval", token);
        fixture.awaitStatus(execution, PipelineExecutionStatus.CANCELLED);
        assertThat(fixture.executions()).as("nothing starts by an update").hasSize(1);

        update(template(NAME));
        awaitStatus("UPDATE_COMPLETE");

        assertThat(fixture.stage("Release").inboundTransitionState().enabled()).isTrue();
    }

    @Test
    void runs_again_after_an_update_where_that_is_wanted() {
        create(template(NAME));
        fixture.awaitApproval("Release", "Approval", fixture.executions().get(0));

        update(template(NAME, "RestartExecutionOnUpdate: true"));
        awaitStatus("UPDATE_COMPLETE");

        assertThat(fixture.executions()).hasSize(2);
    }

    @Test
    void is_replaced_by_one_of_another_name() {
        create(template(NAME));

        update(template("other"));
        awaitStatus("UPDATE_COMPLETE");

        assertThat(outputs()).containsOnly(Map.entry("Name", "other"), Map.entry("Version", "1"));
        assertThat(fixture.codePipeline.listPipelines().pipelines())
                .extracting(PipelineSummary::name)
                .containsExactly("other");
    }

    @Test
    void stays_as_it_was_when_an_update_fails() {
        create(template(NAME, "Tags: [{Key: team, Value: a}]"));

        update(template(NAME, "Tags: [{Key: stage, Value: dev}]").replace("Provider: Manual", "Provider: Lambda"));
        awaitStatus("UPDATE_ROLLBACK_COMPLETE");

        assertThat(cloudFormation
                        .describeStackEvents(describe -> describe.stackName("pipeline"))
                        .stackEvents())
                .filteredOn(event -> event.resourceStatusAsString().equals("UPDATE_FAILED"))
                .extracting(StackEvent::resourceStatusReason)
                .singleElement()
                .asString()
                .contains("ActionType (Category: 'Approval', Provider: 'Lambda'");
        assertThat(definition(NAME)
                        .stages()
                        .get(1)
                        .actions()
                        .get(0)
                        .actionTypeId()
                        .provider())
                .isEqualTo("Manual");
        assertThat(tags()).containsEntry("team", "a").doesNotContainKey("stage");
    }

    @Test
    void is_deleted_even_when_it_is_at_work_or_gone_already() {
        create(template(NAME));
        fixture.awaitApproval("Release", "Approval", fixture.executions().get(0));
        delete();
        assertThatExceptionOfType(PipelineNotFoundException.class).isThrownBy(() -> definition(NAME));

        create(template(NAME));
        fixture.codePipeline.deletePipeline(delete -> delete.name(NAME));
        delete();
    }

    @Test
    void of_a_name_that_is_taken_fails_its_stack() {
        create(template(NAME));

        cloudFormation.createStack(create -> create.stackName("another").templateBody(template(NAME)));

        awaitStatus("another", "ROLLBACK_COMPLETE");
        assertThat(definition(NAME).version())
                .as("it is not the other stack's to delete")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Triggers | Triggers: [{ProviderType: CodeStarSourceConnection}]",
                "ArtifactStores | ArtifactStores: [{Region: eu-west-1, ArtifactStore: {Type: S3, Location: a}}]",
            })
    void is_refused_by_name_with_what_is_not_emulated(String name, String property) {
        refused(template(NAME, property), name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Stages.BeforeEntry | BeforeEntry: {Conditions: [{Result: FAIL}]}",
                "Stages.OnSuccess | OnSuccess: {Conditions: [{Result: FAIL}]}",
                "Stages.OnFailure.Conditions | OnFailure: {Result: ROLLBACK, Conditions: [{Result: ROLLBACK}]}",
                "Stages.Blockers | Blockers: [{Name: b, Type: Schedule}]",
            })
    void is_refused_with_what_is_not_emulated_in_a_stage(String name, String property) {
        refused(template(NAME).replace("- Name: Release", "- Name: Release\n          " + property), name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Stages.Actions.Region | Region: us-east-1",
                "Stages.Actions.Commands | Commands: [make]",
                "Stages.Actions.OutputVariables | OutputVariables: [A]",
                "Stages.Actions.EnvironmentVariables | EnvironmentVariables: [{Name: A, Value: b}]",
                "Stages.Actions.OutputArtifacts.Files | OutputArtifacts: [{Name: Made, Files: [a]}]",
            })
    void is_refused_with_what_is_not_emulated_in_an_action(String name, String property) {
        refused(template(NAME).replace("RunOrder: 2", "RunOrder: 2\n              " + property), name);
    }

    @Test
    void is_refused_with_a_property_that_there_is_not() {
        refused(template(NAME, "Colour: green"), "Colour");
    }

    private void refused(String template, String name) {
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> cloudFormation.createStack(
                        create -> create.stackName("pipeline").templateBody(template)))
                .withMessageContaining(name);
        assertThat(fixture.codePipeline.listPipelines().pipelines()).isEmpty();
    }

    private void create(String template) {
        cloudFormation.createStack(create -> create.stackName("pipeline").templateBody(template));
        awaitStatus("CREATE_COMPLETE");
    }

    private void update(String template) {
        cloudFormation.updateStack(update -> update.stackName("pipeline").templateBody(template));
    }

    private void delete() {
        String id = stack("pipeline").stackId();
        cloudFormation.deleteStack(delete -> delete.stackName("pipeline"));
        awaitStatus(id, "DELETE_COMPLETE");
    }

    private static String template(String name, String... properties) {
        return TEMPLATE.formatted(name, String.join("\n      ", properties));
    }

    private void awaitStatus(String status) {
        awaitStatus("pipeline", status);
    }

    private void awaitStatus(String nameOrId, String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !stack(nameOrId).stackStatusAsString().endsWith("_IN_PROGRESS"));
        assertThat(stack(nameOrId).stackStatusAsString())
                .as(() -> cloudFormation
                        .describeStackEvents(describe -> describe.stackName(nameOrId))
                        .stackEvents()
                        .toString())
                .isEqualTo(status);
    }

    private Map<String, String> outputs() {
        return stack("pipeline").outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private Stack stack(String nameOrId) {
        return cloudFormation
                .describeStacks(describe -> describe.stackName(nameOrId))
                .stacks()
                .get(0);
    }

    private PipelineDeclaration definition(String name) {
        return fixture.codePipeline.getPipeline(get -> get.name(name)).pipeline();
    }

    private Map<String, String> tags() {
        return fixture
                .codePipeline
                .listTagsForResource(list -> list.resourceArn("arn:aws:codepipeline:eu-west-1:000000000000:" + NAME))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
