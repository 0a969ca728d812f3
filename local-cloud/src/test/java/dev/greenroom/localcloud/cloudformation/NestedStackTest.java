package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

class NestedStackTest {
    private static final String CHILD = """
            Parameters: {Title: {Type: String}}
            Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Title}}}
            Outputs: {Name: {Value: !GetAtt Topic.TopicName}}
            """;
    private static final String PARENT = """
            Parameters: {Title: {Type: String, Default: news}}
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: http://localhost:4566/templates/child.yaml
                  Parameters: {Title: !Ref Title}
              Holder:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: !GetAtt Child.Outputs.Name}
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @BeforeEach
    void upload() {
        cloud.aws.s3.put("templates/child.yaml", CHILD);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private StackSummary child() {
        return cloud.client.listStacks().stackSummaries().stream()
                .filter(stack -> stack.stackName().startsWith("demo-Child-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_created_with_its_parent_and_gives_it_its_outputs() {
        String id = cloud.created("demo", PARENT);

        assertThat(cloud.world.existing().get("Topic-1")).containsEntry("DisplayName", "news");
        assertThat(cloud.world.existing().get("Holder-2")).containsEntry("Value", "Topic-1");
        assertThat(child().parentId()).isEqualTo(id);
        assertThat(child().rootId()).isEqualTo(id);
    }

    @Test
    void has_the_tags_of_its_parent() {
        cloud.client.createStack(request -> request.stackName("demo")
                .templateBody(PARENT)
                .tags(Tag.builder().key("team").value("blue").build()));
        cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);

        assertThat(cloud.stack(child().stackId()).tags())
                .containsExactly(Tag.builder().key("team").value("blue").build());
    }

    @Test
    void is_updated_and_deleted_with_its_parent() {
        String id = cloud.created("demo", PARENT);
        cloud.updated("demo", PARENT, "Title=alarms");

        assertThat(child().stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(cloud.world.existing().get("Topic-1")).containsEntry("DisplayName", "alarms");

        cloud.client.deleteStack(request -> request.stackName("demo"));
        cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);
        assertThat(child().stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(cloud.world.existing()).isEmpty();
    }

    @Test
    void fails_its_parent_with_its_own_reason() {
        cloud.world.fail("create Topic", "no room");
        String id = cloud.create("demo", PARENT);
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id))
                .anyMatch(line -> line.startsWith("Child CREATE_FAILED")
                        && line.contains("| Embedded stack " + child().stackId()
                                + " was not successfully created: "
                                + "The following resource(s) failed to create: [Topic]."));
        assertThat(child().stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(cloud.world.existing()).isEmpty();
    }

    @Test
    void goes_back_with_its_parent() {
        cloud.created("demo", PARENT);
        cloud.world.fail("update Topic", 1);

        cloud.update("demo", PARENT, "Title=alarms");
        cloud.awaitStatus("demo", StackStatus.UPDATE_ROLLBACK_COMPLETE);

        assertThat(child().stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(cloud.world.existing().get("Topic-1")).containsEntry("DisplayName", "news");
    }

    @Test
    void stops_with_its_parent() throws InterruptedException {
        var gate = cloud.world.hold("create Topic");
        String id = cloud.create("demo", PARENT);
        gate.awaitReached();

        cloud.client.deleteStack(request -> request.stackName("demo"));
        cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

        assertThat(child().stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(cloud.world.existing()).isEmpty();
    }

    @Test
    void a_handle_needs_nothing() {
        cloud.created("demo", "Resources: {Nothing: {Type: AWS::CloudFormation::WaitConditionHandle}}");

        assertThat(cloud.client
                        .describeStackResources(request -> request.stackName("demo"))
                        .stackResources()
                        .get(0)
                        .physicalResourceId())
                .startsWith("https://cloudformation-waitcondition-eu-central-1.s3.");
    }
}
