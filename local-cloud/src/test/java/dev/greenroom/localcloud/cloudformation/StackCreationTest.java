package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

class StackCreationTest {
    private static final String TOPIC = """
            Resources:
              Topic:
                Type: AWS::SNS::Topic
            """;

    private static final String CHAIN = """
            Description: A parameter that holds the name of a topic
            Parameters:
              Title:
                Type: String
                Default: news
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Properties:
                  DisplayName: !Ref Title
              Name:
                Type: AWS::SSM::Parameter
                Properties:
                  Type: String
                  Value: !Ref Topic
            Outputs:
              TopicArn:
                Value: !GetAtt Topic.TopicArn
                Description: Where to publish
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Nested
    class When_everything_goes_well {
        @Test
        void tells_of_each_step_in_the_order_of_AWS() {
            String id = cloud.created("demo", TOPIC);

            assertThat(cloud.events(id))
                    .containsExactly(
                            "demo CREATE_IN_PROGRESS | User Initiated",
                            "Topic CREATE_IN_PROGRESS",
                            "Topic CREATE_IN_PROGRESS Topic-1 | Resource creation Initiated",
                            "Topic CREATE_COMPLETE Topic-1",
                            "demo CREATE_COMPLETE");
        }

        @Test
        void resolves_references_with_what_the_resources_have_really_become() {
            cloud.created("demo", CHAIN);

            assertThat(cloud.world.actions()).containsExactly("create Topic", "create Name");
            assertThat(cloud.world.existing().get("Name-2")).containsEntry("Value", "Topic-1");
        }

        @Test
        void describes_the_stack_with_parameters_and_outputs() {
            String id = cloud.created("demo", CHAIN);

            Stack stack = cloud.stack("demo");
            assertThat(stack.stackId())
                    .isEqualTo(id)
                    .startsWith("arn:aws:cloudformation:eu-central-1:000000000000:stack/demo/");
            assertThat(stack.description()).isEqualTo("A parameter that holds the name of a topic");
            assertThat(stack.parameters()).singleElement().satisfies(parameter -> assertThat(parameter.parameterValue())
                    .isEqualTo("news"));
            assertThat(stack.outputs()).singleElement().satisfies(output -> {
                assertThat(output.outputKey()).isEqualTo("TopicArn");
                assertThat(output.outputValue()).isEqualTo("arn:fake:Topic-1");
                assertThat(output.description()).isEqualTo("Where to publish");
            });
            assertThat(stack.lastUpdatedTime()).isNull();
            assertThat(stack.enableTerminationProtection()).isFalse();
        }

        @Test
        void gives_resources_the_tags_of_the_stack_and_its_own() {
            cloud.client.createStack(request -> request.stackName("demo")
                    .templateBody("""
                            Resources:
                              Topic:
                                Type: AWS::SNS::Topic
                                Properties:
                                  Tags:
                                    - {Key: team, Value: red}
                            """)
                    .tags(
                            Tag.builder().key("team").value("blue").build(),
                            Tag.builder().key("cost").value("7").build()));
            cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);

            assertThat(cloud.topics.requests().get(0).tags())
                    .containsEntry("team", "red")
                    .containsEntry("cost", "7")
                    .containsEntry("aws:cloudformation:stack-name", "demo")
                    .containsEntry("aws:cloudformation:logical-id", "Topic")
                    .containsKey("aws:cloudformation:stack-id");
        }

        @Test
        void works_on_independent_resources_at_the_same_time() throws InterruptedException {
            var first = cloud.world.hold("create First");
            var second = cloud.world.hold("create Second");
            cloud.create("demo", """
                    Resources:
                      First: {Type: AWS::SNS::Topic}
                      Second: {Type: AWS::SNS::Topic}
                    """);

            first.awaitReached();
            second.awaitReached();
            assertThat(cloud.stack("demo").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
            first.open();
            second.open();
            cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);
        }

        @Test
        void event_ids_and_times_tell_events_apart() {
            String id = cloud.created("demo", CHAIN);

            var events = cloud.client
                    .describeStackEvents(request -> request.stackName(id))
                    .stackEvents();
            assertThat(events).extracting(StackEvent::eventId).doesNotHaveDuplicates();
            assertThat(events).extracting(StackEvent::timestamp).doesNotHaveDuplicates();
            assertThat(events)
                    .filteredOn(event -> event.logicalResourceId().equals("Topic"))
                    .allSatisfy(event -> {
                        assertThat(event.eventId()).startsWith("Topic-" + event.resourceStatusAsString() + "-");
                        assertThat(event.resourceProperties()).isEqualTo("{\"DisplayName\":\"news\"}");
                    });
        }
    }

    @Nested
    class When_a_resource_fails {
        private static final String PAIR = """
                Resources:
                  Topic: {Type: AWS::SNS::Topic}
                  Other:
                    Type: AWS::SNS::Topic
                    DependsOn: Topic
                """;

        @Test
        void rolls_back_and_says_why() {
            cloud.world.fail("create Other", "no room");
            String id = cloud.create("demo", PAIR);
            cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

            assertThat(cloud.events(id).stream().map(StackCreationTest::withoutToken))
                    .containsExactly(
                            "demo CREATE_IN_PROGRESS | User Initiated",
                            "Topic CREATE_IN_PROGRESS",
                            "Topic CREATE_IN_PROGRESS Topic-1 | Resource creation Initiated",
                            "Topic CREATE_COMPLETE Topic-1",
                            "Other CREATE_IN_PROGRESS",
                            "Other CREATE_IN_PROGRESS Other-2 | Resource creation Initiated",
                            "Other CREATE_FAILED Other-2 | Resource handler returned message: \"no room\" "
                                    + "(RequestToken: ?, HandlerErrorCode: GeneralServiceException)",
                            "demo ROLLBACK_IN_PROGRESS | The following resource(s) failed to create: [Other]. "
                                    + "Rollback requested by user.",
                            "Other DELETE_IN_PROGRESS Other-2",
                            "Other DELETE_COMPLETE Other-2",
                            "Topic DELETE_IN_PROGRESS Topic-1",
                            "Topic DELETE_COMPLETE Topic-1",
                            "demo ROLLBACK_COMPLETE");
            assertThat(cloud.world.existing()).isEmpty();
        }

        @Test
        void a_resource_without_physical_id_needs_no_deletion() {
            cloud.world.failBeforeInitiated("Topic", "no room");
            String id = cloud.create("demo", TOPIC);
            cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

            assertThat(cloud.world.actions()).containsExactly("create Topic");
            assertThat(cloud.events(id)).contains("Topic DELETE_COMPLETE").doesNotContain("Topic DELETE_IN_PROGRESS");
        }

        @Test
        void cancels_what_is_being_made_beside_it() throws InterruptedException {
            var failing = cloud.world.hold("create Failing");
            var slow = cloud.world.hold("create Slow");
            cloud.world.fail("create Failing", "no room");
            String id = cloud.create("demo", """
                    Resources:
                      Slow: {Type: AWS::SNS::Topic}
                      Failing: {Type: AWS::SNS::Topic}
                    """);
            slow.awaitReached();
            failing.awaitReached();
            failing.open();
            cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

            assertThat(cloud.events(id))
                    .anyMatch(line -> line.matches("Slow CREATE_FAILED Slow-\\d \\| Resource creation cancelled"))
                    .contains("demo ROLLBACK_IN_PROGRESS | The following resource(s) failed to create: "
                            + "[Failing, Slow]. Rollback requested by user.");
            assertThat(cloud.world.existing()).isEmpty();
        }

        @Test
        void keeps_what_was_made_when_rollback_is_disabled() {
            cloud.world.fail("create Other", "no room");
            cloud.client.createStack(
                    request -> request.stackName("demo").templateBody(PAIR).disableRollback(true));
            cloud.awaitStatus("demo", StackStatus.CREATE_FAILED);

            assertThat(cloud.stack("demo").stackStatusReason())
                    .isEqualTo("The following resource(s) failed to create: [Other]. ");
            assertThat(cloud.world.existing()).containsKey("Topic-1");
        }

        @Test
        void deletes_the_stack_when_asked_to() {
            cloud.world.fail("create Other", "no room");
            String id = cloud.client
                    .createStack(request ->
                            request.stackName("demo").templateBody(PAIR).onFailure(OnFailure.DELETE))
                    .stackId();
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.world.existing()).isEmpty();
        }

        @Test
        void says_what_a_service_answered() {
            cloud.world.fail("create Topic", CloudFormationErrors.validation("You have reached the limit of topics"));
            String id = cloud.create("demo", TOPIC);
            cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

            assertThat(cloud.events(id))
                    .anyMatch(line -> line.contains("\"You have reached the limit of topics (Service: SNS, "
                                    + "Status Code: 400, Request ID: ")
                            && line.contains("HandlerErrorCode: InvalidRequest)"));
        }

        @Test
        void can_only_be_deleted_afterwards() {
            cloud.world.fail("create Topic", "no room");
            String id = cloud.create("demo", TOPIC);
            cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

            assertThatThrownBy(() -> cloud.update("demo", CHAIN))
                    .hasMessageStartingWith(
                            "Stack:%s is in ROLLBACK_COMPLETE state and can not be updated.".formatted(id));
            cloud.client.deleteStack(request -> request.stackName("demo"));
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);
        }
    }

    @Nested
    class When_the_request_is_wrong {
        @Test
        void refuses_an_unknown_resource_type_by_name() {
            refused(
                    "Resources: {A: {Type: AWS::Nothing::Here}}",
                    "Template format error: Unrecognized resource types: [AWS::Nothing::Here]");
        }

        @Test
        void refuses_an_unknown_property_by_name() {
            refused(
                    "Resources: {A: {Type: AWS::SNS::Topic, Properties: {Colour: red}}}",
                    "Properties validation failed for resource A with message: "
                            + "Encountered unsupported property Colour");
        }

        @Test
        void refuses_a_resource_without_a_required_property() {
            refused(
                    "Resources: {A: {Type: AWS::SSM::Parameter, Properties: {Type: String}}}",
                    "Properties validation failed for resource A with message: "
                            + "Property validation failure: [The property {/Value} is required]");
        }

        @Test
        void refuses_an_unknown_attribute_by_name() {
            refused("""
                    Resources:
                      A: {Type: AWS::SNS::Topic}
                      B: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt A.Colour}}
                    """, "Template error: resource A does not support attribute type Colour in Fn::GetAtt");
        }

        @Test
        void refuses_a_template_that_is_not_one() {
            refused("Resources: {", "Template format error: YAML not well-formed.");
        }

        @Test
        void refuses_a_second_stack_of_the_same_name() {
            cloud.created("demo", TOPIC);

            assertThatThrownBy(() -> cloud.create("demo", TOPIC))
                    .isInstanceOf(AlreadyExistsException.class)
                    .extracting(e -> ((AwsServiceException) e).awsErrorDetails().errorMessage())
                    .isEqualTo("Stack [demo] already exists");
        }

        @Test
        void refuses_without_the_capability_for_named_roles() {
            assertThatThrownBy(() -> cloud.client.createStack(
                            request -> request.stackName("demo").templateBody("""
                                    Resources:
                                      Role:
                                        Type: AWS::IAM::Role
                                        Properties:
                                          RoleName: admin
                                          AssumeRolePolicyDocument: {}
                                    """)))
                    .isInstanceOf(InsufficientCapabilitiesException.class)
                    .hasMessageStartingWith("Requires capabilities : [CAPABILITY_NAMED_IAM]");
        }

        @Test
        void refuses_a_name_that_AWS_refuses() {
            assertThatThrownBy(() -> cloud.create("my_stack", TOPIC))
                    .hasMessageStartingWith(
                            "1 validation error detected: Value 'my_stack' at 'stackName' failed to satisfy "
                                    + "constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }

        @Test
        void refuses_what_would_otherwise_be_ignored() {
            assertThatThrownBy(() -> cloud.client.createStack(request -> request.stackName("demo")
                            .templateBody(TOPIC)
                            .notificationARNs("arn:aws:sns:eu-central-1:000000000000:news")))
                    .hasMessageStartingWith("NotificationARNs is not emulated");
            refused(
                    "Resources: {A: {Type: AWS::SNS::Topic, CreationPolicy: {ResourceSignal: {Count: 1}}}}",
                    "CreationPolicy of resource A is not emulated");
        }

        private void refused(String template, String message) {
            assertThatThrownBy(() -> cloud.create("demo", template))
                    .isInstanceOf(AwsServiceException.class)
                    .satisfies(e -> {
                        var details = ((AwsServiceException) e).awsErrorDetails();
                        assertThat(details.errorCode()).isEqualTo("ValidationError");
                        assertThat(details.errorMessage()).startsWith(message);
                    });
            assertThat(cloud.client.describeStacks().stacks()).isEmpty();
            assertThat(cloud.world.actions()).isEmpty();
        }
    }

    @Test
    void a_service_that_can_not_be_reached_fails_the_stack() {
        cloud.aws.failFrom(1, SdkClientException.create("Connection refused"));
        String id = cloud.create("demo", """
                Resources:
                  Topic:
                    Type: AWS::SNS::Topic
                    Properties: {DisplayName: "{{resolve:secretsmanager:db}}"}
                """);
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id))
                .anyMatch(line -> line.startsWith("Topic CREATE_FAILED") && line.contains("Connection refused"));
    }

    @Test
    void an_error_of_our_own_does_not_leave_the_stack_in_progress() {
        cloud.aws.parameters.put("title", "news");
        cloud.aws.failFrom(2, new IllegalStateException("a mistake"));
        String id = cloud.create("demo", """
                Resources:
                  Topic:
                    Type: AWS::SNS::Topic
                    Properties: {DisplayName: "{{resolve:ssm:title}}"}
                """);
        cloud.awaitStatus(id, StackStatus.CREATE_FAILED);

        assertThat(cloud.stack(id).stackStatusReason()).contains("a mistake");
    }

    @Test
    void carries_out_a_repeated_request_once() {
        String first = cloud.client
                .createStack(
                        request -> request.stackName("demo").templateBody(TOPIC).clientRequestToken("once"))
                .stackId();
        String second = cloud.client
                .createStack(
                        request -> request.stackName("demo").templateBody(TOPIC).clientRequestToken("once"))
                .stackId();

        assertThat(second).isEqualTo(first);
        cloud.awaitStatus(first, StackStatus.CREATE_COMPLETE);
        assertThat(cloud.world.actions()).containsExactly("create Topic");
    }

    static String withoutToken(String line) {
        return line.replaceAll("RequestToken: [^,)]+", "RequestToken: ?");
    }
}
