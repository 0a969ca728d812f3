package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class ChangeSetTest {
    private static final String TEMPLATE = """
            Parameters:
              Title: {Type: String, Default: news}
              TopicName: {Type: String, Default: topic}
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Properties: {DisplayName: !Ref Title, TopicName: !Ref TopicName}
              Holder:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: !Ref Topic}
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    private DescribeChangeSetResponse create(ChangeSetType type, String name, String template, String... parameters) {
        String id = cloud.client
                .createChangeSet(request -> request.stackName("demo")
                        .changeSetName(name)
                        .changeSetType(type)
                        .templateBody(template)
                        .parameters(CloudFormationFixture.parameters(parameters)))
                .id();
        return cloud.client.describeChangeSet(
                request -> request.changeSetName(id).includePropertyValues(true));
    }

    private DescribeChangeSetResponse change(String template, String... parameters) {
        return create(ChangeSetType.UPDATE, "change", template, parameters);
    }

    private void execute(String name) {
        cloud.client.executeChangeSet(request -> request.stackName("demo").changeSetName(name));
    }

    private static ResourceChange only(DescribeChangeSetResponse changeSet) {
        assertThat(changeSet.changes()).hasSize(1);
        return changeSet.changes().get(0).resourceChange();
    }

    @Nested
    class For_a_new_stack {
        @Test
        void shows_what_would_be_made_and_makes_nothing() {
            var changeSet = create(ChangeSetType.CREATE, "first", TEMPLATE);

            assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
            assertThat(changeSet.executionStatus()).isEqualTo(ExecutionStatus.AVAILABLE);
            assertThat(changeSet.changes())
                    .extracting(change -> change.resourceChange().action() + " "
                            + change.resourceChange().logicalResourceId())
                    .containsExactly("Add Topic", "Add Holder");
            assertThat(changeSet.changes().get(1).resourceChange().afterContext())
                    .contains("{{changeSet:KNOWN_AFTER_APPLY}}");
            assertThat(cloud.world.actions()).isEmpty();
            assertThat(cloud.events("demo")).containsExactly("demo REVIEW_IN_PROGRESS | User Initiated");
        }

        @Test
        void creates_the_stack_when_it_is_executed() {
            create(ChangeSetType.CREATE, "first", TEMPLATE);
            execute("first");
            cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);

            assertThat(cloud.world.existing()).containsOnlyKeys("Topic-1", "Holder-2");
            assertThat(cloud.events("demo"))
                    .startsWith("demo REVIEW_IN_PROGRESS | User Initiated", "demo CREATE_IN_PROGRESS | User Initiated");
            var stack = cloud.stack("demo");
            assertThat(stack.changeSetId()).contains(":changeSet/first/");
            assertThat(stack.lastUpdatedTime()).isNotNull();
            assertThat(cloud.client
                            .describeChangeSet(
                                    request -> request.stackName("demo").changeSetName("first"))
                            .executionStatus())
                    .isEqualTo(ExecutionStatus.EXECUTE_COMPLETE);
        }

        @Test
        void is_refused_when_the_stack_exists() {
            cloud.created("demo", TEMPLATE);

            assertThatThrownBy(() -> create(ChangeSetType.CREATE, "first", TEMPLATE))
                    .hasMessageStartingWith(
                            "Stack [demo] already exists and cannot be created again with the changeSet [first].");
        }

        @Test
        void several_may_wait_for_one_to_be_executed() {
            create(ChangeSetType.CREATE, "first", TEMPLATE);
            create(ChangeSetType.CREATE, "second", TEMPLATE, "Title=alarms");

            execute("second");
            cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);

            assertThat(cloud.client
                            .listChangeSets(request -> request.stackName("demo"))
                            .summaries())
                    .extracting(summary -> summary.changeSetName())
                    .containsExactly("second");
            assertThat(cloud.world.existing().get("Topic-1")).containsEntry("DisplayName", "alarms");
        }

        @Test
        void a_stack_that_is_only_reviewed_can_be_deleted() {
            create(ChangeSetType.CREATE, "first", TEMPLATE);
            String id = cloud.stack("demo").stackId();

            cloud.client.deleteStack(request -> request.stackName("demo"));

            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);
        }
    }

    @Nested
    class For_an_existing_stack {
        @Test
        void shows_an_update_in_place_and_its_cause() {
            cloud.created("demo", TEMPLATE);

            ResourceChange change = only(change(TEMPLATE, "Title=alarms"));

            assertThat(change.action()).isEqualTo(ChangeAction.MODIFY);
            assertThat(change.replacement()).isEqualTo(Replacement.FALSE);
            assertThat(change.physicalResourceId()).isEqualTo("Topic-1");
            assertThat(change.scopeAsStrings()).containsExactly("Properties");
            assertThat(change.details()).singleElement().satisfies(detail -> {
                assertThat(detail.evaluation()).isEqualTo(EvaluationType.STATIC);
                assertThat(detail.changeSource()).isEqualTo(ChangeSource.PARAMETER_REFERENCE);
                assertThat(detail.causingEntity()).isEqualTo("Title");
                assertThat(detail.target().name()).isEqualTo("DisplayName");
                assertThat(detail.target().requiresRecreation()).isEqualTo(RequiresRecreation.NEVER);
                assertThat(detail.target().beforeValue()).isEqualTo("news");
                assertThat(detail.target().afterValue()).isEqualTo("alarms");
            });
        }

        @Test
        void shows_a_replacement_and_what_follows_from_it() {
            cloud.created("demo", TEMPLATE);

            var changeSet = change(TEMPLATE, "TopicName=renamed");

            assertThat(changeSet.changes()).hasSize(2);
            ResourceChange topic = changeSet.changes().get(0).resourceChange();
            assertThat(topic.replacement()).isEqualTo(Replacement.TRUE);
            assertThat(topic.policyAction()).isEqualTo(PolicyAction.REPLACE_AND_DELETE);
            ResourceChange holder = changeSet.changes().get(1).resourceChange();
            assertThat(holder.replacement()).isEqualTo(Replacement.FALSE);
            assertThat(holder.details()).singleElement().satisfies(detail -> {
                assertThat(detail.evaluation()).isEqualTo(EvaluationType.DYNAMIC);
                assertThat(detail.changeSource()).isEqualTo(ChangeSource.RESOURCE_REFERENCE);
                assertThat(detail.causingEntity()).isEqualTo("Topic");
            });
        }

        @Test
        void shows_an_edit_of_the_template_and_a_removal() {
            cloud.created("demo", TEMPLATE);

            var changeSet = change("""
                    Resources:
                      Topic:
                        Type: AWS::SNS::Topic
                        Properties: {DisplayName: written, TopicName: topic}
                    """);

            assertThat(changeSet.changes()).hasSize(2);
            assertThat(changeSet.changes().get(0).resourceChange().details())
                    .singleElement()
                    .satisfies(detail -> assertThat(detail.changeSource()).isEqualTo(ChangeSource.DIRECT_MODIFICATION));
            ResourceChange removal = changeSet.changes().get(1).resourceChange();
            assertThat(removal.action()).isEqualTo(ChangeAction.REMOVE);
            assertThat(removal.policyAction()).isEqualTo(PolicyAction.DELETE);
        }

        @Test
        void hides_property_values_unless_asked_for_them() {
            cloud.created("demo", TEMPLATE);
            change(TEMPLATE, "Title=alarms");

            var shown = cloud.client.describeChangeSet(
                    request -> request.stackName("demo").changeSetName("change"));

            ResourceChange change = shown.changes().get(0).resourceChange();
            assertThat(change.beforeContext()).isNull();
            assertThat(change.details().get(0).target().afterValue()).isNull();
        }

        @Test
        void fails_when_nothing_changes() {
            cloud.created("demo", TEMPLATE);

            var changeSet = change(TEMPLATE);

            assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.FAILED);
            assertThat(changeSet.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
            assertThat(changeSet.statusReason())
                    .isEqualTo("The submitted information didn't contain changes. "
                            + "Submit different information to create a change set.");
            assertThatThrownBy(() -> execute("change"))
                    .isInstanceOf(InvalidChangeSetStatusException.class)
                    .hasMessageStartingWith("ChangeSet [%s] cannot be executed in its current status of [FAILED]"
                            .formatted(changeSet.changeSetId()));
        }

        @Test
        void changes_only_what_it_said_when_it_is_executed() {
            cloud.created("demo", TEMPLATE);
            cloud.world.forget();
            change(TEMPLATE, "Title=alarms");
            assertThat(cloud.world.actions()).isEmpty();

            execute("change");
            cloud.awaitStatus("demo", StackStatus.UPDATE_COMPLETE);

            assertThat(cloud.world.actions()).containsExactly("update Topic");
            assertThat(cloud.stack("demo").changeSetId()).contains(":changeSet/change/");
        }

        @Test
        void can_be_executed_only_once() {
            cloud.created("demo", TEMPLATE);
            var changeSet = change(TEMPLATE, "Title=alarms");
            execute("change");
            cloud.awaitStatus("demo", StackStatus.UPDATE_COMPLETE);

            assertThatThrownBy(() -> execute("change"))
                    .hasMessageStartingWith(
                            "ChangeSet [%s] cannot be executed in its current status of [EXECUTE_COMPLETE]"
                                    .formatted(changeSet.changeSetId()));
        }

        @Test
        void repeated_requests_are_carried_out_once() {
            cloud.created("demo", TEMPLATE);
            var first = cloud.client.createChangeSet(request -> request.stackName("demo")
                    .changeSetName("change")
                    .templateBody(TEMPLATE)
                    .parameters(CloudFormationFixture.parameters("Title=alarms"))
                    .clientToken("once"));
            var second = cloud.client.createChangeSet(request -> request.stackName("demo")
                    .changeSetName("change")
                    .templateBody(TEMPLATE)
                    .parameters(CloudFormationFixture.parameters("Title=alarms"))
                    .clientToken("once"));
            assertThat(second.id()).isEqualTo(first.id());
            cloud.world.forget();

            for (int i = 0; i < 2; i++) {
                cloud.client.executeChangeSet(request ->
                        request.stackName("demo").changeSetName("change").clientRequestToken("twice"));
            }
            cloud.awaitStatus("demo", StackStatus.UPDATE_COMPLETE);

            assertThat(cloud.world.actions()).containsExactly("update Topic");
        }

        @Test
        void is_obsolete_after_another_change() {
            cloud.created("demo", TEMPLATE);
            change(TEMPLATE, "Title=alarms");

            cloud.updated("demo", TEMPLATE, "Title=other");

            assertThatThrownBy(() -> execute("change"))
                    .hasMessageContaining("cannot be executed in its current status of [OBSOLETE]");
        }

        @Test
        void failure_to_execute_shows_in_the_change_set() {
            cloud.created("demo", TEMPLATE);
            change(TEMPLATE, "Title=alarms");
            cloud.world.fail("update Topic", 1);

            execute("change");
            cloud.awaitStatus("demo", StackStatus.UPDATE_ROLLBACK_COMPLETE);

            assertThat(cloud.client
                            .describeChangeSet(
                                    request -> request.stackName("demo").changeSetName("change"))
                            .executionStatus())
                    .isEqualTo(ExecutionStatus.EXECUTE_FAILED);
        }

        @Test
        void is_gone_after_it_was_deleted() {
            cloud.created("demo", TEMPLATE);
            change(TEMPLATE, "Title=alarms");

            cloud.client.deleteChangeSet(request -> request.stackName("demo").changeSetName("change"));

            assertThatThrownBy(() -> execute("change"))
                    .isInstanceOf(ChangeSetNotFoundException.class)
                    .hasMessageStartingWith("ChangeSet [change] does not exist");
        }

        @Test
        void needs_a_name_of_its_own() {
            cloud.created("demo", TEMPLATE);
            change(TEMPLATE, "Title=alarms");

            assertThatThrownBy(() -> change(TEMPLATE, "Title=other")).isInstanceOf(AlreadyExistsException.class);
        }

        @Test
        void is_refused_without_a_stack() {
            assertThatThrownBy(() -> change(TEMPLATE)).hasMessageStartingWith("Stack [demo] does not exist");
        }
    }
}
