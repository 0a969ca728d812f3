package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A failed update leaves everything exactly as it was. */
class StackRollbackTest {
    /** One resource that is updated in place, one that is replaced, one that refers to it, one that fails. */
    private static final String BEFORE = """
        Resources:
          Updated: {Type: AWS::SNS::Topic, Properties: {DisplayName: old}}
          Replaced: {Type: AWS::SNS::Topic, Properties: {TopicName: old}}
          Dependent: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Replaced}}
          Removed: {Type: AWS::SNS::Topic}
          Failing: {Type: AWS::SNS::Topic, DependsOn: Dependent, Properties: {DisplayName: old}}
        Outputs:
          Name: {Value: !Ref Replaced}
        """;

    private static final String AFTER = """
        Resources:
          Updated: {Type: AWS::SNS::Topic, Properties: {DisplayName: new}}
          Replaced: {Type: AWS::SNS::Topic, DependsOn: Updated, Properties: {TopicName: new}}
          Dependent: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Replaced}}
          Added: {Type: AWS::SNS::Topic, DependsOn: Dependent}
          Failing: {Type: AWS::SNS::Topic, DependsOn: Added, Properties: {DisplayName: new}}
        Outputs:
          Name: {Value: !Ref Failing}
        """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();
    private String id = "";
    private int events;
    private Map<String, Map<String, Object>> world = Map.of();
    private List<Output> outputs = List.of();
    private List<String> resources = List.of();

    @BeforeEach
    void create() {
        id = cloud.created("demo", BEFORE);
        events = cloud.events(id).size();
        world = cloud.world.existing();
        outputs = cloud.stack(id).outputs();
        resources = physicalIds();
        cloud.world.forget();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private List<String> physicalIds() {
        return cloud.client.describeStackResources(request -> request.stackName(id)).stackResources().stream()
                .map(StackResource::physicalResourceId)
                .toList();
    }

    private void assertEverythingIsAsBefore() {
        assertThat(cloud.world.existing()).isEqualTo(world);
        assertThat(cloud.stack(id).outputs()).isEqualTo(outputs);
        assertThat(physicalIds()).isEqualTo(resources);
        assertThat(cloud.client.getTemplate(request -> request.stackName(id)).templateBody())
                .isEqualTo(BEFORE);
    }

    @Test
    void takes_back_every_change() {
        cloud.world.fail("update Failing", 1);
        cloud.update("demo", AFTER);
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertEverythingIsAsBefore();
    }

    @Test
    void tells_of_it_in_the_order_of_AWS() {
        cloud.world.fail("update Failing", 1);
        cloud.update("demo", AFTER);
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        List<String> told = cloud.eventsSince(events, id).stream()
                .map(line -> line.replaceAll("-\\d+", ""))
                .toList();
        assertThat(told)
                .containsSubsequence(
                        "demo UPDATE_IN_PROGRESS | User Initiated",
                        "Updated UPDATE_IN_PROGRESS Updated",
                        "Updated UPDATE_COMPLETE Updated",
                        "Added CREATE_COMPLETE Added",
                        "Failing UPDATE_IN_PROGRESS Failing",
                        "demo UPDATE_ROLLBACK_IN_PROGRESS | The following resource(s) failed to update: [Failing]. ",
                        "Updated UPDATE_IN_PROGRESS Updated",
                        "Updated UPDATE_COMPLETE Updated",
                        "demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
                        "Added DELETE_IN_PROGRESS Added",
                        "Added DELETE_COMPLETE Added",
                        "demo UPDATE_ROLLBACK_COMPLETE");
        assertThat(told.subList(told.indexOf("demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"), told.size()))
                .contains("Replaced DELETE_COMPLETE Replaced")
                .noneMatch(line -> line.startsWith("Removed"));
    }

    @Test
    void does_not_touch_what_the_update_has_not_touched() {
        cloud.world.fail("update Updated", 1);
        cloud.update("demo", AFTER);
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertThat(cloud.world.actions()).containsExactly("update Updated", "update Updated");
        assertEverythingIsAsBefore();
    }

    @Test
    void a_replacement_that_never_came_to_be_leaves_nothing_to_undo() {
        cloud.world.failBeforeInitiated("Replaced", "no room");
        cloud.update("demo", AFTER);
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertThat(cloud.world.actions()).containsExactly("update Updated", "create Replaced", "update Updated");
        assertEverythingIsAsBefore();
    }

    @Test
    void a_replacement_that_was_begun_goes_again() {
        cloud.world.fail("create Replaced", "no room");
        cloud.update("demo", AFTER);
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertEverythingIsAsBefore();
    }

    @Test
    void the_stack_can_be_updated_afterwards() {
        cloud.world.fail("update Failing", 1);
        cloud.update("demo", AFTER);
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        cloud.updated("demo", AFTER);

        assertThat(cloud.world.existing().values()).noneMatch(properties -> properties.containsValue("old"));
    }

    @Test
    void an_output_that_can_not_be_had_rolls_the_update_back() {
        cloud.update("demo", AFTER.replace("!Ref Failing", "!GetAtt Failing.Colour"));
        cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertThat(cloud.events(id))
                .contains("demo UPDATE_ROLLBACK_IN_PROGRESS | [Error] /Outputs/Name/Value/Fn::GetAtt: Resource type "
                        + "AWS::SNS::Topic does not support attribute {Colour}. ");
        assertEverythingIsAsBefore();
    }

    @Nested
    class When_the_update_is_cancelled {
        @Test
        void interrupts_what_is_being_changed_and_rolls_back() throws InterruptedException {
            var gate = cloud.world.hold("update Updated");
            cloud.update("demo", AFTER);
            gate.awaitReached();

            cloud.client.cancelUpdateStack(request -> request.stackName("demo"));
            cloud.awaitEvent(id, "Updated UPDATE_FAILED Updated-. . Resource update cancelled");
            gate.open();
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertEverythingIsAsBefore();
        }

        @Test
        void calls_it_cancelled_also_when_a_client_took_the_interrupt_for_a_broken_connection()
                throws InterruptedException {
            var gate = cloud.world.hold("update Updated");
            cloud.world.fail("update Updated", 1);
            cloud.update("demo", AFTER);
            gate.awaitReached();

            cloud.client.cancelUpdateStack(request -> request.stackName("demo"));
            cloud.awaitEvent(id, "Updated UPDATE_FAILED Updated-. . Resource update cancelled");
            gate.open();
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertEverythingIsAsBefore();
        }

        @Test
        void is_refused_when_no_update_goes_on() {
            assertThatThrownBy(() -> cloud.client.cancelUpdateStack(request -> request.stackName("demo")))
                    .hasMessageStartingWith("CancelUpdateStack cannot be called from current stack status");
        }
    }

    @Nested
    class When_rollback_is_disabled {
        @BeforeEach
        void fail() {
            cloud.world.fail("update Failing", 1);
            cloud.client.updateStack(
                    request -> request.stackName("demo").templateBody(AFTER).disableRollback(true));
            cloud.awaitStatus(id, StackStatus.UPDATE_FAILED);
        }

        @Test
        void leaves_everything_where_it_stopped() {
            assertThat(cloud.stack(id).stackStatusReason())
                    .isEqualTo("The following resource(s) failed to update: [Failing]. ");
            assertThat(cloud.world.existing()).isNotEqualTo(world);
        }

        @Test
        void a_rollback_can_be_asked_for() {
            cloud.client.rollbackStack(request -> request.stackName("demo"));
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertEverythingIsAsBefore();
        }

        @Test
        void another_update_goes_on_from_there() {
            cloud.updated("demo", AFTER);

            assertThat(cloud.world.existing()).hasSize(5);
            assertThat(cloud.world.existing().values()).noneMatch(properties -> properties.containsValue("old"));
        }

        @Test
        void another_update_that_fails_goes_back_to_the_last_good_state() {
            cloud.world.fail("update Failing", 1);
            cloud.update("demo", AFTER);
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertEverythingIsAsBefore();
        }
    }

    @Nested
    class When_the_rollback_fails_too {
        @BeforeEach
        void fail() {
            cloud.world.fail("update Failing", "broken");
            cloud.update("demo", AFTER);
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_FAILED);
        }

        @Test
        void says_which_resource_is_to_blame() {
            assertThat(cloud.stack(id).stackStatusReason())
                    .isEqualTo("The following resource(s) failed to update: [Failing]. ");
        }

        @Test
        void it_can_be_continued_once_the_cause_is_gone() {
            cloud.world.heal();
            cloud.client.continueUpdateRollback(request -> request.stackName("demo"));
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertEverythingIsAsBefore();
        }

        @Test
        void it_can_be_continued_without_the_resource_to_blame() {
            cloud.client.continueUpdateRollback(
                    request -> request.stackName("demo").resourcesToSkip("Failing"));
            cloud.awaitStatus(id, StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertThat(cloud.world.existing()).isEqualTo(world);
        }

        @Test
        void the_stack_can_be_deleted_with_all_that_is_left() {
            cloud.client.deleteStack(request -> request.stackName("demo"));
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.world.existing()).isEmpty();
        }
    }
}
