package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.gateway.ServedService;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The real SDK client, with its waiters and paginators, through the gateway. */
class CloudFormationWireTest {
    private static final String TEMPLATE = """
            Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: news}}}
            Outputs: {Name: {Value: !GetAtt Topic.TopicName, Export: {Name: topic}}}
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();
    private ServedService<CloudFormationClient> served;
    private CloudFormationClient client;

    @BeforeEach
    void start() throws IOException {
        served = ServedService.start(
                "cloudformation",
                CloudFormationClient.class,
                Wire.query("http://cloudformation.amazonaws.com/doc/2010-05-15/"),
                cloud.client,
                CloudFormationClient.builder());
        client = served.client();
    }

    @AfterEach
    void close() {
        served.close();
        cloud.close();
    }

    @Test
    void deploys_as_a_delivery_tool_does() {
        client.createChangeSet(request -> request.stackName("demo")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(TEMPLATE));
        try (var waiter = client.waiter()) {
            var waited = waiter.waitUntilChangeSetCreateComplete(
                    request -> request.stackName("demo").changeSetName("first"));
            var changeSet = waited.matched().response().orElseThrow();
            assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
            assertThat(changeSet.executionStatus()).isEqualTo(ExecutionStatus.AVAILABLE);
            assertThat(changeSet.changes()).singleElement().satisfies(change -> assertThat(
                            change.resourceChange().logicalResourceId())
                    .isEqualTo("Topic"));
        }
        client.executeChangeSet(request -> request.stackName("demo").changeSetName("first"));
        cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);
        try (var waiter = client.waiter()) {
            waiter.waitUntilStackCreateComplete(request -> request.stackName("demo"));
        }

        var stack = client.describeStacks(request -> request.stackName("demo"))
                .stacks()
                .get(0);
        assertThat(stack.outputs()).singleElement().satisfies(output -> assertThat(output.outputValue())
                .isEqualTo("Topic-1"));
        assertThat(stack.tags()).isEmpty();
        assertThat(client.describeStackEventsPaginator(request -> request.stackName("demo"))
                        .stackEvents())
                .hasSize(6);
        assertThat(client.listExports().exports()).hasSize(1);
        assertThat(client.listStackResources(request -> request.stackName("demo"))
                        .stackResourceSummaries())
                .hasSize(1);
        assertThat(client.getTemplate(request -> request.stackName("demo")).templateBody())
                .isEqualTo(TEMPLATE);
    }

    @Test
    void errors_keep_their_code_and_status() {
        assertThatThrownBy(() -> client.describeStacks(request -> request.stackName("demo")))
                .isInstanceOfSatisfying(CloudFormationException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Stack with id demo does not exist");
                });
        cloud.created("demo", TEMPLATE);
        assertThatThrownBy(() -> client.describeChangeSet(
                        request -> request.stackName("demo").changeSetName("none")))
                .isInstanceOfSatisfying(ChangeSetNotFoundException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(404));
    }

    @Test
    void what_is_not_emulated_says_so() {
        assertThatThrownBy(() -> client.setStackPolicy(
                        request -> request.stackName("demo").stackPolicyBody("{}")))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("SetStackPolicy");
    }
}
