package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackDeletionTest {
    private static final String CHAIN = """
            Resources:
              First: {Type: AWS::SNS::Topic}
              Second: {Type: AWS::SNS::Topic, DependsOn: First}
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    private void delete(String name) {
        cloud.client.deleteStack(request -> request.stackName(name));
    }

    @Test
    void deletes_resources_in_reverse_order() {
        String id = cloud.created("demo", CHAIN);
        int before = cloud.events(id).size();

        delete("demo");
        cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

        assertThat(cloud.eventsSince(before, id))
                .containsExactly(
                        "demo DELETE_IN_PROGRESS | User Initiated",
                        "Second DELETE_IN_PROGRESS Second-2",
                        "Second DELETE_COMPLETE Second-2",
                        "First DELETE_IN_PROGRESS First-1",
                        "First DELETE_COMPLETE First-1",
                        "demo DELETE_COMPLETE");
        assertThat(cloud.world.existing()).isEmpty();
    }

    @Test
    void a_deleted_stack_is_found_by_its_arn_only() {
        String id = cloud.created("demo", CHAIN);
        delete("demo");
        cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

        assertThat(cloud.stack(id).deletionTime()).isNotNull();
        assertThat(cloud.stack(id).enableTerminationProtection()).isNull();
        assertThatThrownBy(() -> cloud.stack("demo")).hasMessageStartingWith("Stack with id demo does not exist");
        assertThatThrownBy(() -> cloud.events("demo")).hasMessageStartingWith("Stack [demo] does not exist");
        assertThat(cloud.client.describeStacks().stacks()).isEmpty();
        assertThat(cloud.client.listStacks().stackSummaries())
                .extracting(summary -> summary.stackStatus())
                .containsExactly(StackStatus.DELETE_COMPLETE);
    }

    @Test
    void its_name_is_free_again() {
        String first = cloud.created("demo", CHAIN);
        delete("demo");
        cloud.awaitStatus(first, StackStatus.DELETE_COMPLETE);

        assertThat(cloud.created("demo", CHAIN)).isNotEqualTo(first);
    }

    @Test
    void nothing_happens_when_there_is_no_such_stack() {
        assertThatCode(() -> delete("demo")).doesNotThrowAnyException();
    }

    @Test
    void is_refused_under_termination_protection() {
        String id = cloud.created("demo", CHAIN);
        cloud.client.updateTerminationProtection(
                request -> request.stackName("demo").enableTerminationProtection(true));

        assertThatThrownBy(() -> delete("demo"))
                .hasMessageStartingWith("Stack [demo] cannot be deleted while TerminationProtection is enabled");
        assertThat(cloud.stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void a_stack_that_is_being_created_stops_and_goes() throws InterruptedException {
        var gate = cloud.world.hold("create Second");
        String id = cloud.create("demo", CHAIN);
        gate.awaitReached();

        delete("demo");
        cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

        assertThat(cloud.world.existing()).isEmpty();
        assertThat(cloud.events(id))
                .contains("Second CREATE_FAILED Second-2 | Resource creation cancelled")
                .noneMatch(line -> line.startsWith("demo ROLLBACK"));
    }

    @Nested
    class With_policies {
        @Test
        void retained_resources_stay() {
            String id = cloud.created("demo", "Resources: {Topic: {Type: AWS::SNS::Topic, DeletionPolicy: Retain}}");
            delete("demo");
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.events(id))
                    .contains("Topic DELETE_SKIPPED Topic-1")
                    .doesNotContain("Topic DELETE_IN_PROGRESS Topic-1");
            assertThat(cloud.world.existing()).containsOnlyKeys("Topic-1");
        }

        @Test
        void a_resource_to_be_retained_except_on_create_goes_with_a_failed_creation() {
            String template = """
                    Resources:
                      Kept: {Type: AWS::SNS::Topic, DeletionPolicy: Retain}
                      Gone: {Type: AWS::SNS::Topic, DeletionPolicy: RetainExceptOnCreate}
                      Failing: {Type: AWS::SNS::Topic, DependsOn: [Kept, Gone]}
                    """;
            cloud.world.fail("create Failing", "no room");
            String id = cloud.create("demo", template);
            cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

            assertThat(cloud.world.existing().keySet()).singleElement().satisfies(key -> assertThat(key)
                    .startsWith("Kept-"));
        }

        @Test
        void says_that_no_snapshot_was_made() {
            String id = cloud.created("demo", """
                    Resources:
                      Database:
                        Type: AWS::RDS::DBInstance
                        DeletionPolicy: Snapshot
                        Properties: {DBInstanceClass: db.t3.micro, Engine: mysql}
                    """);
            delete("demo");
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.events(id))
                    .contains("Database DELETE_IN_PROGRESS Database-1 | Deleted without the snapshot that its policy "
                            + "asks for: snapshots are not emulated");
        }
    }

    @Nested
    class When_a_resource_can_not_be_deleted {
        private String fail() {
            String id = cloud.created("demo", CHAIN);
            cloud.world.fail("delete Second", "still in use");
            delete("demo");
            cloud.awaitStatus(id, StackStatus.DELETE_FAILED);
            return id;
        }

        @Test
        void the_stack_fails_and_what_the_resource_needs_stays() {
            String id = fail();

            assertThat(cloud.stack(id).stackStatusReason())
                    .isEqualTo("The following resource(s) failed to delete: [Second]. ");
            assertThat(cloud.world.existing()).containsOnlyKeys("First-1", "Second-2");
        }

        @Test
        void it_can_be_tried_again() {
            String id = fail();
            cloud.world.heal();

            delete("demo");
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.world.existing()).isEmpty();
        }

        @Test
        void the_resource_can_be_left_behind() {
            String id = fail();

            cloud.client.deleteStack(request -> request.stackName("demo").retainResources("Second"));
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.events(id)).contains("Second DELETE_SKIPPED Second-2");
            assertThat(cloud.world.existing()).containsOnlyKeys("Second-2");
        }

        @Test
        void resources_can_be_left_behind_only_then() {
            cloud.created("demo", CHAIN);

            assertThatThrownBy(() -> cloud.client.deleteStack(
                            request -> request.stackName("demo").retainResources("Second")))
                    .hasMessageContaining("DELETE_FAILED");
        }

        @Test
        void the_stack_can_be_forced_to_go() {
            String id = fail();

            cloud.client.deleteStack(
                    request -> request.stackName("demo").deletionMode(DeletionMode.FORCE_DELETE_STACK));
            cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

            assertThat(cloud.events(id)).contains("Second DELETE_SKIPPED Second-2");
        }
    }

    @Test
    void closing_leaves_everything_as_it_is_and_ends_all_threads() throws InterruptedException {
        var gate = cloud.world.hold("create Second");
        cloud.create("halted", CHAIN);
        gate.awaitReached();
        var before = cloud.world.existing();
        assertThat(before).containsOnlyKeys("First-1", "Second-2");
        assertThat(threads()).anyMatch(name -> name.startsWith("cloudformation halted"));

        cloud.client.close();

        assertThat(threads()).noneMatch(name -> name.startsWith("cloudformation halted"));
        assertThat(cloud.world.existing()).isEqualTo(before);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
