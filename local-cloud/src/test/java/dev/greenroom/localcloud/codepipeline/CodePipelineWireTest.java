package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.NAME;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidArnException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNameInUseException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVersionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TooManyTagsException;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** Each operation on pipelines by the real SDK client through the gateway. */
class CodePipelineWireTest {
    private static final String ARN = "arn:aws:codepipeline:eu-west-1:000000000000:delivery";
    private static final String NO_PIPELINE = "Account '000000000000' does not have a pipeline with name '%s'";

    private final WireFixture wire = new WireFixture();
    private final PipelineFixture fixture = wire.pipelines;
    private final CodePipelineClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    @Nested
    class A_pipeline {
        @Test
        void is_created_with_the_defaults_of_aws() {
            CreatePipelineResponse created = client.createPipeline(create -> create.pipeline(
                            building().pipelineType((PipelineType) null).build())
                    .tags(tag("Project", "greenroom")));

            PipelineDeclaration pipeline = created.pipeline();
            assertThat(pipeline.version()).isEqualTo(1);
            assertThat(pipeline.executionMode()).isEqualTo(ExecutionMode.SUPERSEDED);
            assertThat(pipeline.pipelineType()).isEqualTo(PipelineType.V1);
            assertThat(created.tags()).containsExactly(tag("Project", "greenroom"));
        }

        @Test
        void is_got_as_it_is_and_as_it_was() {
            client.createPipeline(create -> create.pipeline(building().build()));
            PipelineDeclaration updated = client.updatePipeline(update -> update.pipeline(
                            pipeline(source(), stage("Build", build("app", 1)), stage("Test", build("test", 1)))
                                    .build()))
                    .pipeline();

            GetPipelineResponse now = client.getPipeline(get -> get.name(NAME));
            GetPipelineResponse before =
                    client.getPipeline(get -> get.name(NAME).version(1));

            assertThat(now.pipeline()).isEqualTo(updated);
            assertThat(now.pipeline().version()).isEqualTo(2);
            assertThat(now.metadata().pipelineArn()).isEqualTo(ARN);
            assertThat(now.metadata().updated()).isAfterOrEqualTo(now.metadata().created());
            assertThat(now.pipeline().stages()).hasSize(3);
            assertThat(before.pipeline().stages()).hasSize(2);
            assertThat(before.pipeline().version()).isEqualTo(1);
            assertThatExceptionOfType(PipelineVersionNotFoundException.class)
                    .isThrownBy(() -> client.getPipeline(get -> get.name(NAME).version(3)))
                    .withMessageContaining("Pipeline 'delivery' does not have a version 3");
        }

        @Test
        void is_listed_with_the_others_page_by_page() {
            for (int i = 0; i < 5; i++) {
                String name = "delivery-" + i;
                client.createPipeline(
                        create -> create.pipeline(building().name(name).build()));
            }

            assertThat(client.listPipelinesPaginator(list -> list.maxResults(2)).pipelines())
                    .extracting(PipelineSummary::name)
                    .containsExactly("delivery-0", "delivery-1", "delivery-2", "delivery-3", "delivery-4");
            assertThat(client.listPipelines(list -> list.maxResults(2)).pipelines())
                    .hasSize(2)
                    .first()
                    .satisfies(summary -> {
                        assertThat(summary.version()).isEqualTo(1);
                        assertThat(summary.pipelineType()).isEqualTo(PipelineType.V2);
                        assertThat(summary.executionMode()).isEqualTo(ExecutionMode.SUPERSEDED);
                        assertThat(summary.created()).isNotNull();
                    });
            assertThatExceptionOfType(InvalidNextTokenException.class)
                    .isThrownBy(() -> client.listPipelines(list -> list.nextToken("elsewhere")));
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.listPipelines(list -> list.maxResults(1001)))
                    .withMessageContaining("Value '1001' at 'maxResults' failed to satisfy constraint: "
                            + "Member must have value less than or equal to 1000");
        }

        @Test
        void is_deleted_once_and_deleted_again() {
            client.createPipeline(create -> create.pipeline(building().build()));

            client.deletePipeline(delete -> delete.name(NAME));
            client.deletePipeline(delete -> delete.name(NAME));

            assertThat(client.listPipelines().pipelines()).isEmpty();
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.getPipeline(get -> get.name(NAME)))
                    .withMessageContaining(NO_PIPELINE.formatted(NAME));
            client.createPipeline(create -> create.pipeline(building().build()));
            assertThat(client.listPipelineExecutions(list -> list.pipelineName(NAME))
                            .pipelineExecutionSummaries())
                    .as("nothing is left of the one before")
                    .hasSize(1);
        }

        @Test
        void of_a_name_that_is_taken_is_refused() {
            client.createPipeline(create -> create.pipeline(building().build()));

            assertThatExceptionOfType(PipelineNameInUseException.class)
                    .isThrownBy(() -> client.createPipeline(
                            create -> create.pipeline(building().build())))
                    .withMessageContaining("A pipeline with the name 'delivery' already exists in account");
        }

        @Test
        void that_is_not_there_is_refused_by_every_operation() {
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.updatePipeline(
                            update -> update.pipeline(building().build())))
                    .withMessageContaining(NO_PIPELINE.formatted(NAME));
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.getPipelineState(get -> get.name("none")))
                    .withMessageContaining(NO_PIPELINE.formatted("none"));
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.startPipelineExecution(start -> start.name("none")));
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.listPipelineExecutions(list -> list.pipelineName("none")));
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.listActionExecutions(list -> list.pipelineName("none")));
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(() -> client.stopPipelineExecution(
                            stop -> stop.pipelineName("none").pipelineExecutionId("x")));
        }

        @Test
        void without_its_name_is_refused() {
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.getPipeline(get -> {}))
                    .withMessageContaining("1 validation error detected: Value null at 'name' failed to satisfy "
                            + "constraint: Member must not be null");
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.createPipeline(create -> {}))
                    .withMessageContaining("Value null at 'pipeline'");
        }

        @Test
        void of_a_wrong_structure_is_refused() {
            assertThatExceptionOfType(InvalidStructureException.class)
                    .isThrownBy(() -> client.createPipeline(
                            create -> create.pipeline(pipeline(source()).build())))
                    .withMessageContaining("Pipeline has only 1 stage(s). There should be a minimum of 2 stages");
            assertThatExceptionOfType(InvalidStageDeclarationException.class)
                    .isThrownBy(() -> client.createPipeline(create ->
                            create.pipeline(pipeline(source(), stage("Build", build("app", 1), build("app", 2)))
                                    .build())))
                    .withMessageContaining("app has been used more than once");
            assertThatExceptionOfType(InvalidActionDeclarationException.class)
                    .isThrownBy(() -> client.createPipeline(create -> create.pipeline(pipeline(
                                    source(),
                                    stage(
                                            "Deploy",
                                            Pipelines.action("Deploy", ActionCategory.DEPLOY, "ECS", 1)
                                                    .build()))
                            .build())))
                    .withMessageContaining("ActionType (Category: 'Deploy', Provider: 'ECS', Owner: 'AWS', "
                            + "Version: '1') in action 'Deploy' is not available in region 'EU_WEST_1'");
        }

        private PipelineDeclaration.Builder building() {
            return pipeline(source(), stage("Build", build("app", 1)));
        }
    }

    @Nested
    class Action_types {
        @Test
        void are_those_that_are_emulated() {
            List<ActionType> types = client.listActionTypes(list -> list.actionOwnerFilter(ActionOwner.AWS))
                    .actionTypes();

            assertThat(types)
                    .extracting(type ->
                            type.id().categoryAsString() + " " + type.id().provider())
                    .containsExactlyInAnyOrder(
                            "Source CodeCommit",
                            "Source S3",
                            "Build CodeBuild",
                            "Test CodeBuild",
                            "Deploy CloudFormation",
                            "Approval Manual");
            assertThat(client.listActionTypes(list -> list.actionOwnerFilter(ActionOwner.CUSTOM))
                            .actionTypes())
                    .isEmpty();
        }
    }

    @Nested
    class Tags {
        @Test
        void are_added_replaced_and_removed() {
            client.createPipeline(create -> create.pipeline(
                            pipeline(source(), stage("Build", build("app", 1))).build())
                    .tags(tag("Project", "greenroom"), tag("Stage", "dev")));

            client.tagResource(add -> add.resourceArn(ARN).tags(tag("Stage", "test"), tag("Team", "a")));
            client.untagResource(remove -> remove.resourceArn(ARN).tagKeys("Project", "none"));

            assertThat(client.listTagsForResource(list -> list.resourceArn(ARN)).tags())
                    .containsExactlyInAnyOrder(tag("Stage", "test"), tag("Team", "a"));
        }

        @Test
        void of_nothing_and_too_many_of_them_are_refused() {
            client.createPipeline(create -> create.pipeline(
                    pipeline(source(), stage("Build", build("app", 1))).build()));

            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.listTagsForResource(list -> list.resourceArn(ARN + "-of-nothing")));
            assertThatExceptionOfType(InvalidArnException.class)
                    .isThrownBy(() -> client.tagResource(
                            add -> add.resourceArn("delivery").tags(tag("a", "b"))));
            assertThatExceptionOfType(TooManyTagsException.class)
                    .isThrownBy(() -> client.tagResource(add -> add.resourceArn(ARN)
                            .tags(IntStream.range(0, 51)
                                    .mapToObj(i -> tag("key-" + i, "value"))
                                    .toList())));
            assertThat(client.listTagsForResource(list -> list.resourceArn(ARN)).tags())
                    .isEmpty();
        }
    }

    @Test
    void what_is_not_emulated_is_refused_by_its_name() {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.listWebhooks(list -> {}))
                .withMessageContaining("ListWebhooks");
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.pollForJobs(poll -> poll.actionTypeId(type ->
                        type.category("Build").owner("Custom").provider("Mine").version("1"))))
                .withMessageContaining("PollForJobs");
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.overrideStageCondition(override -> override.pipelineName(NAME)
                        .stageName("Build")
                        .pipelineExecutionId("x")
                        .conditionType("ON_SUCCESS")))
                .withMessageContaining("OverrideStageCondition");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
