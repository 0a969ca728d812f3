package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class ExportsTest {
    private static final String EXPORTING = """
            Parameters: {Value: {Type: String, Default: one}}
            Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Value}}}
            Outputs:
              Shared:
                Value: !Ref Value
                Export: {Name: !Sub "${AWS::StackName}-value"}
            """;
    private static final String NOT_EXPORTING = "Resources: {Topic: {Type: AWS::SNS::Topic}}";
    private static final String IMPORTING = """
            Resources:
              Holder:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: !ImportValue base-value}
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_stack_uses_what_another_exports() {
        String base = cloud.created("base", EXPORTING);
        cloud.created("user", IMPORTING);

        assertThat(cloud.world.existing().get("Holder-2")).containsEntry("Value", "one");
        assertThat(cloud.client.listExports().exports()).singleElement().satisfies(export -> {
            assertThat(export.name()).isEqualTo("base-value");
            assertThat(export.value()).isEqualTo("one");
            assertThat(export.exportingStackId()).isEqualTo(base);
        });
        assertThat(cloud.client
                        .listImports(request -> request.exportName("base-value"))
                        .imports())
                .containsExactly("user");
    }

    @Test
    void a_stack_fails_without_the_export_before_anything_is_made() {
        String id = cloud.create("user", IMPORTING);
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id))
                .containsExactly(
                        "user CREATE_IN_PROGRESS | User Initiated",
                        "user ROLLBACK_IN_PROGRESS | No export named base-value found. Rollback requested by user.",
                        "user ROLLBACK_COMPLETE");
    }

    @Test
    void a_change_set_does_not_need_the_export_yet() {
        String id = cloud.client
                .createChangeSet(request -> request.stackName("user")
                        .changeSetName("first")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(IMPORTING))
                .id();

        assertThat(cloud.client
                        .describeChangeSet(request -> request.changeSetName(id))
                        .status())
                .isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    }

    @Test
    void an_exporting_stack_in_use_is_not_deleted() {
        String base = cloud.created("base", EXPORTING);
        cloud.created("user", IMPORTING);

        cloud.client.deleteStack(request -> request.stackName("base"));
        cloud.awaitEvent(
                base,
                "base CREATE_COMPLETE . Delete canceled. Cannot delete export base-value as it is in use by user.");

        assertThat(cloud.stack("base").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(cloud.world.existing()).hasSize(2);
    }

    @Test
    void it_is_deleted_once_its_user_is_gone() {
        String base = cloud.created("base", EXPORTING);
        String user = cloud.created("user", IMPORTING);

        cloud.client.deleteStack(request -> request.stackName("user"));
        cloud.awaitStatus(user, StackStatus.DELETE_COMPLETE);
        cloud.client.deleteStack(request -> request.stackName("base"));
        cloud.awaitStatus(base, StackStatus.DELETE_COMPLETE);

        assertThat(cloud.client.listExports().exports()).isEmpty();
    }

    @Test
    void an_export_in_use_does_not_change() {
        String base = cloud.created("base", EXPORTING);
        cloud.created("user", IMPORTING);

        cloud.update("base", EXPORTING, "Value=two");
        cloud.awaitStatus(base, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertThat(cloud.events(base))
                .contains("base UPDATE_ROLLBACK_IN_PROGRESS | Export base-value cannot be updated as it is in use by "
                        + "user. ");
        assertThat(cloud.client.listExports().exports().get(0).value()).isEqualTo("one");
        assertThat(cloud.world.existing().get("Topic-1")).containsEntry("DisplayName", "one");
    }

    @Test
    void an_export_in_use_does_not_go() {
        String base = cloud.created("base", EXPORTING);
        cloud.created("user", IMPORTING);

        cloud.update("base", NOT_EXPORTING);
        cloud.awaitStatus(base, StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertThat(cloud.events(base))
                .contains("base UPDATE_ROLLBACK_IN_PROGRESS | Cannot delete export base-value as it is in use by "
                        + "user. ");
    }

    @Test
    void an_export_changes_freely_while_nobody_uses_it() {
        cloud.created("base", EXPORTING);
        cloud.updated("base", EXPORTING, "Value=two");

        assertThat(cloud.client.listExports().exports().get(0).value()).isEqualTo("two");
        assertThatThrownBy(() -> cloud.client.listImports(request -> request.exportName("base-value")))
                .hasMessageStartingWith("Export 'base-value' is not imported by any stack.");
    }

    @Test
    void two_stacks_can_not_export_the_same_name() {
        cloud.created("base", EXPORTING);
        String id = cloud.create("other", EXPORTING.replace("${AWS::StackName}", "base"));
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id))
                .contains("other ROLLBACK_IN_PROGRESS | Export with name base-value is already exported by stack "
                        + "base. Rollback requested by user.");
        assertThat(cloud.world.existing()).hasSize(1);
    }
}
