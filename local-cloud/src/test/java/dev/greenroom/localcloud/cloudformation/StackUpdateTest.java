package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

class StackUpdateTest {
    /** A topic whose name can't change in place, and a parameter that holds its physical ID. */
    private static final String TEMPLATE = """
            Parameters:
              Title: {Type: String, Default: news}
              TopicName: {Type: String, Default: topic}
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Properties:
                  DisplayName: !Ref Title
                  TopicName: !Ref TopicName
              Holder:
                Type: AWS::SSM::Parameter
                Properties:
                  Type: String
                  Value: !Ref Topic
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Nested
    class Of_what_can_change_in_place {
        @Test
        void updates_what_differs_and_leaves_the_rest_alone() {
            String id = cloud.created("demo", TEMPLATE);
            int before = cloud.events(id).size();
            cloud.world.forget();

            cloud.updated("demo", TEMPLATE, "Title=alarms");

            assertThat(cloud.world.actions()).containsExactly("update Topic");
            assertThat(cloud.eventsSince(before, id))
                    .containsExactly(
                            "demo UPDATE_IN_PROGRESS | User Initiated",
                            "Topic UPDATE_IN_PROGRESS Topic-1",
                            "Topic UPDATE_COMPLETE Topic-1",
                            "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                            "demo UPDATE_COMPLETE");
            assertThat(cloud.stack(id).lastUpdatedTime()).isNotNull();
        }

        @Test
        void tells_the_type_what_the_resource_was_made_from() {
            cloud.created("demo", TEMPLATE);
            cloud.updated("demo", TEMPLATE, "Title=alarms");

            ResourceRequest update = cloud.topics.requests().get(1);
            assertThat(update.previousProperties().text("DisplayName")).contains("news");
            assertThat(update.properties().text("DisplayName")).contains("alarms");
        }

        @Test
        void refuses_an_update_without_changes() {
            cloud.created("demo", TEMPLATE);

            assertThatThrownBy(() -> cloud.update("demo", TEMPLATE))
                    .isInstanceOf(AwsServiceException.class)
                    .hasMessageStartingWith("No updates are to be performed.");
        }

        @Test
        void takes_the_previous_template_and_value_when_told_to() {
            cloud.created("demo", TEMPLATE, "Title=alarms");

            cloud.client.updateStack(request -> request.stackName("demo")
                    .usePreviousTemplate(true)
                    .parameters(
                            Parameter.builder()
                                    .parameterKey("Title")
                                    .usePreviousValue(true)
                                    .build(),
                            Parameter.builder()
                                    .parameterKey("TopicName")
                                    .parameterValue("other")
                                    .build()));
            cloud.awaitStatus("demo", StackStatus.UPDATE_COMPLETE);

            assertThat(cloud.stack("demo").parameters())
                    .extracting(Parameter::parameterValue)
                    .containsExactly("alarms", "other");
        }

        @Test
        void a_change_of_stack_tags_reaches_the_resources_that_carry_tags() {
            cloud.created("demo", TEMPLATE);
            cloud.world.forget();

            cloud.client.updateStack(request -> request.stackName("demo")
                    .usePreviousTemplate(true)
                    .tags(Tag.builder().key("team").value("blue").build()));
            cloud.awaitStatus("demo", StackStatus.UPDATE_COMPLETE);

            assertThat(cloud.world.actions()).containsExactly("update Topic", "update Holder");
            assertThat(cloud.topics.requests().get(1).tags()).containsEntry("team", "blue");
        }

        @Test
        void metadata_alone_counts_as_a_change_but_touches_nothing() {
            String id = cloud.created("demo", "Resources: {Topic: {Type: AWS::SNS::Topic, Metadata: {Version: 1}}}");
            cloud.world.forget();

            cloud.updated("demo", "Resources: {Topic: {Type: AWS::SNS::Topic, Metadata: {Version: 2}}}");

            assertThat(cloud.world.actions()).isEmpty();
            assertThat(cloud.events(id)).contains("Topic UPDATE_COMPLETE Topic-1");
            assertThat(cloud.client
                            .describeStackResource(
                                    request -> request.stackName("demo").logicalResourceId("Topic"))
                            .stackResourceDetail()
                            .metadata())
                    .isEqualTo("{\"Version\":2}");
        }
    }

    @Nested
    class Of_what_needs_a_new_resource {
        @Test
        void makes_the_new_one_then_changes_what_refers_to_it_then_deletes_the_old_one() {
            String id = cloud.created("demo", TEMPLATE);
            int before = cloud.events(id).size();

            cloud.updated("demo", TEMPLATE, "TopicName=renamed");

            assertThat(cloud.eventsSince(before, id))
                    .containsExactly(
                            "demo UPDATE_IN_PROGRESS | User Initiated",
                            "Topic UPDATE_IN_PROGRESS Topic-1 | Requested update requires the creation of a new "
                                    + "physical resource; hence creating one.",
                            "Topic UPDATE_IN_PROGRESS Topic-3 | Resource creation Initiated",
                            "Topic UPDATE_COMPLETE Topic-3",
                            "Holder UPDATE_IN_PROGRESS Holder-2",
                            "Holder UPDATE_COMPLETE Holder-2",
                            "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                            "Topic DELETE_IN_PROGRESS Topic-1",
                            "Topic DELETE_COMPLETE Topic-1",
                            "demo UPDATE_COMPLETE");
            assertThat(cloud.world.existing()).containsOnlyKeys("Topic-3", "Holder-2");
            assertThat(cloud.world.existing().get("Holder-2")).containsEntry("Value", "Topic-3");
        }

        @Test
        void keeps_the_old_one_when_its_policy_says_so() {
            String template =
                    TEMPLATE.replace("Type: AWS::SNS::Topic", "Type: AWS::SNS::Topic\n    UpdateReplacePolicy: Retain");
            String id = cloud.created("demo", template);

            cloud.updated("demo", template, "TopicName=renamed");

            assertThat(cloud.world.existing()).containsOnlyKeys("Topic-1", "Topic-3", "Holder-2");
            assertThat(cloud.events(id))
                    .contains("Topic DELETE_SKIPPED Topic-1")
                    .doesNotContain("Topic DELETE_IN_PROGRESS Topic-1");
        }
    }

    @Nested
    class Of_what_the_stack_no_longer_has {
        private static final String CHAIN = """
                Resources:
                  Topic: {Type: AWS::SNS::Topic}
                  First: {Type: AWS::SNS::Topic}
                  Second: {Type: AWS::SNS::Topic, DependsOn: First}
                """;
        private static final String REST = "Resources: {Topic: {Type: AWS::SNS::Topic}}";

        @Test
        void deletes_it_last_in_reverse_order() {
            String id = cloud.created("demo", CHAIN);
            int before = cloud.events(id).size();

            cloud.updated("demo", REST);

            assertThat(cloud.eventsSince(before, id).stream().map(line -> line.replaceAll("-\\d", "")))
                    .containsExactly(
                            "demo UPDATE_IN_PROGRESS | User Initiated",
                            "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                            "Second DELETE_IN_PROGRESS Second",
                            "Second DELETE_COMPLETE Second",
                            "First DELETE_IN_PROGRESS First",
                            "First DELETE_COMPLETE First",
                            "demo UPDATE_COMPLETE");
            assertThat(cloud.client
                            .listStackResources(request -> request.stackName("demo"))
                            .stackResourceSummaries())
                    .extracting(summary -> summary.logicalResourceId())
                    .containsExactly("Topic");
        }

        @Test
        void tries_three_times_and_then_lets_go_of_it() {
            String id = cloud.created("demo", CHAIN);
            cloud.world.fail("delete Second", "still in use");
            cloud.world.forget();

            cloud.updated("demo", REST);

            assertThat(cloud.world.actions()).containsOnly("delete Second").hasSize(3);
            assertThat(cloud.stack(id).stackStatusReason())
                    .isEqualTo("Update successful. One or more resources could not be deleted.");
            assertThat(cloud.events(id)).anyMatch(line -> line.startsWith("Second DELETE_FAILED"));
        }

        @Test
        void one_failure_that_passes_does_no_harm() {
            String id = cloud.created("demo", CHAIN);
            cloud.world.fail("delete Second", 2);

            cloud.updated("demo", REST);

            assertThat(cloud.stack(id).stackStatusReason()).isNull();
            assertThat(cloud.world.existing()).hasSize(1);
        }
    }

    @Test
    void a_type_can_not_change_under_a_logical_id() {
        cloud.created("demo", TEMPLATE);

        assertThatThrownBy(() -> cloud.update(
                        "demo",
                        "Resources: {Topic: {Type: AWS::SSM::Parameter, " + "Properties: {Type: String, Value: x}}}"))
                .hasMessageStartingWith("Update of resource type is not permitted. The new template modifies resource "
                        + "type of the following resources: [Topic]");
    }

    @Test
    void only_one_operation_at_a_time_goes_on_in_a_stack() throws InterruptedException {
        String id = cloud.created("demo", TEMPLATE);
        var gate = cloud.world.hold("update Topic");
        cloud.update("demo", TEMPLATE, "Title=alarms");
        gate.awaitReached();

        assertThatThrownBy(() -> cloud.update("demo", TEMPLATE, "Title=other"))
                .hasMessageStartingWith(
                        "Stack:%s is in UPDATE_IN_PROGRESS state and can not be updated.".formatted(id));
        assertThatThrownBy(() -> cloud.client.deleteStack(request -> request.stackName("demo")))
                .hasMessageStartingWith("Stack [demo] cannot be deleted while in status UPDATE_IN_PROGRESS");
        gate.open();
        cloud.awaitStatus(id, StackStatus.UPDATE_COMPLETE);
    }

    @Test
    void operations_on_several_stacks_go_on_side_by_side() throws InterruptedException {
        var gate = cloud.world.hold("create Slow");
        cloud.create("slow", "Resources: {Slow: {Type: AWS::SNS::Topic}}");
        gate.awaitReached();

        cloud.created("quick", "Resources: {Quick: {Type: AWS::SNS::Topic}}");

        assertThat(cloud.stack("slow").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
        gate.open();
        cloud.awaitStatus("slow", StackStatus.CREATE_COMPLETE);
    }

    @Test
    void the_physical_ids_stay_what_DescribeStackResources_says() {
        cloud.created("demo", TEMPLATE);
        cloud.updated("demo", TEMPLATE, "TopicName=renamed");

        assertThat(cloud.client
                        .describeStackResources(request -> request.stackName("demo"))
                        .stackResources())
                .extracting(resource -> List.of(resource.physicalResourceId(), resource.resourceStatusAsString()))
                .containsExactly(List.of("Topic-3", "UPDATE_COMPLETE"), List.of("Holder-2", "UPDATE_COMPLETE"));
    }
}
