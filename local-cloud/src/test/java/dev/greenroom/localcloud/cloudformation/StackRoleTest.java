package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.ssm.ParameterType;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The role that a request names for CloudFormation to act in. */
class StackRoleTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/deployer";
    private static final String WRITE = "\"ssm:PutParameter\", \"ssm:DeleteParameter\"";

    private final CloudFormationFixture cloud =
            new CloudFormationFixture(clients -> List.of(new ParameterType(clients.ssm())));

    @AfterEach
    void close() {
        cloud.close();
    }

    private static String template(String value) {
        return """
            Resources:
              Colour: {Type: AWS::SSM::Parameter, Properties: {Name: colour, Type: String, Value: "%s"}}
            """.formatted(value);
    }

    private void trusted(String actions) {
        cloud.aws.roles.put("deployer", "cloudformation.amazonaws.com");
        cloud.aws.roles.policy("deployer", """
            {"Effect": "Allow", "Action": [%s], "Resource": "arn:aws:ssm:*:*:parameter/*"}""".formatted(actions));
    }

    private String create(String value) {
        return cloud.client
                .createStack(request ->
                        request.stackName("demo").templateBody(template(value)).roleARN(ROLE))
                .stackId();
    }

    private void createdByHand() {
        cloud.created("demo", template("green"));
    }

    private void update(String value) {
        cloud.client.updateStack(request ->
                request.stackName("demo").templateBody(template(value)).roleARN(ROLE));
    }

    private static String refused(String action) {
        return "Colour \\w+_FAILED .*User: arn:aws:sts::000000000000:assumed-role/deployer/AWSCloudFormation is not"
                + " authorized to perform: " + action
                + " on resource: arn:aws:ssm:eu-central-1:000000000000:parameter/colour because no identity-based"
                + " policy allows the " + action + " action .*HandlerErrorCode: AccessDenied.*";
    }

    @Nested
    class That_does_not_exist_or_does_not_trust_CloudFormation {
        @Test
        void is_refused_before_anything_is_made() {
            assertRefused(() -> create("green"));
            cloud.aws.roles.put("deployer", "codebuild.amazonaws.com");
            assertRefused(() -> create("green"));

            assertThat(cloud.client.listStacks().stackSummaries()).isEmpty();
        }

        @Test
        void is_refused_by_every_request_that_names_one() {
            createdByHand();

            assertRefused(() -> update("blue"));
            assertRefused(() -> cloud.client.deleteStack(
                    request -> request.stackName("demo").roleARN(ROLE)));
            assertRefused(() -> cloud.client.createChangeSet(request -> request.stackName("demo")
                    .changeSetName("blue")
                    .templateBody(template("blue"))
                    .roleARN(ROLE)));
            assertThat(cloud.stack("demo").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        }

        private void assertRefused(ThrowingCallable request) {
            assertThatThrownBy(request).hasMessageContaining("Role " + ROLE + " is invalid or cannot be assumed");
        }
    }

    @Test
    void that_may_do_what_is_needed_makes_changes_and_deletes_a_stack() {
        trusted(WRITE);
        String id = create("green");
        cloud.awaitStatus(id, StackStatus.CREATE_COMPLETE);
        update("blue");
        cloud.awaitStatus(id, StackStatus.UPDATE_COMPLETE);
        assertThat(cloud.aws.parameters.values()).isEqualTo(Map.of("colour", "blue"));
        assertThat(cloud.stack("demo").roleARN()).isEqualTo(ROLE);

        cloud.client.deleteStack(request -> request.stackName("demo").roleARN(ROLE));
        cloud.awaitStatus(id, StackStatus.DELETE_COMPLETE);

        assertThat(cloud.aws.parameters.values()).isEmpty();
    }

    @Test
    void that_lacks_a_permission_fails_the_creation_and_tells_which() {
        trusted("\"ssm:DeleteParameter\"");

        String id = create("green");
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id)).anySatisfy(event -> assertThat(event).matches(refused("ssm:PutParameter")));
        assertThat(cloud.aws.parameters.values()).isEmpty();
    }

    @Test
    void that_lacks_a_permission_can_not_change_and_not_roll_back_until_another_does() {
        createdByHand();
        trusted("\"ssm:DeleteParameter\"");

        update("blue");
        cloud.awaitStatus("demo", StackStatus.UPDATE_ROLLBACK_FAILED);
        assertThat(cloud.events("demo")).anySatisfy(event -> assertThat(event).matches(refused("ssm:PutParameter")));

        trusted(WRITE);
        cloud.client.continueUpdateRollback(request -> request.stackName("demo").roleARN(ROLE));
        cloud.awaitStatus("demo", StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(cloud.aws.parameters.values()).isEqualTo(Map.of("colour", "green"));
    }

    @Test
    void that_lacks_a_permission_fails_the_deletion() {
        createdByHand();
        trusted("\"ssm:PutParameter\"");

        cloud.client.deleteStack(request -> request.stackName("demo").roleARN(ROLE));
        cloud.awaitStatus("demo", StackStatus.DELETE_FAILED);

        assertThat(cloud.events("demo")).anySatisfy(event -> assertThat(event).matches(refused("ssm:DeleteParameter")));
    }

    @Test
    void of_a_change_set_is_acted_in_when_it_is_executed() {
        trusted("\"ssm:DeleteParameter\"");
        cloud.client.createChangeSet(request -> request.stackName("demo")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(template("green"))
                .roleARN(ROLE));

        cloud.client.executeChangeSet(request -> request.stackName("demo").changeSetName("first"));
        cloud.awaitStatus("demo", StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events("demo")).anySatisfy(event -> assertThat(event).matches(refused("ssm:PutParameter")));
    }

    @Test
    void of_a_rollback_that_is_asked_for_is_acted_in() {
        cloud.aws.roles.put("deployer", "cloudformation.amazonaws.com").policy("deployer", """
            {"Effect": "Allow", "Action": "ssm:PutParameter", "Resource": "arn:aws:ssm:*:*:parameter/colour"}""");
        cloud.client.createStack(request -> request.stackName("demo")
                .templateBody(template("green") + """
                      Size:
                        Type: AWS::SSM::Parameter
                        DependsOn: Colour
                        Properties: {Name: size, Type: String, Value: XL}
                    """)
                .roleARN(ROLE)
                .onFailure(OnFailure.DO_NOTHING));
        cloud.awaitStatus("demo", StackStatus.CREATE_FAILED);

        cloud.client.rollbackStack(request -> request.stackName("demo").roleARN(ROLE));
        cloud.awaitStatus("demo", StackStatus.ROLLBACK_FAILED);

        assertThat(cloud.events("demo")).anySatisfy(event -> assertThat(event).matches(refused("ssm:DeleteParameter")));
    }

    @Test
    void of_a_parent_is_that_of_its_nested_stacks_too() {
        cloud.aws.s3.put("templates/child.yaml", template("green"));
        trusted("\"ssm:DeleteParameter\"");

        String id = cloud.client
                .createStack(request -> request.stackName("demo").roleARN(ROLE).templateBody("""
                    Resources:
                      Child:
                        Type: AWS::CloudFormation::Stack
                        Properties: {TemplateURL: http://localhost:4566/templates/child.yaml}
                    """))
                .stackId();
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        String child = cloud.events(id).stream()
                .filter(event -> event.startsWith("Child CREATE_FAILED"))
                .map(event -> event.split(" ")[2])
                .findFirst()
                .orElseThrow();
        assertThat(cloud.events(child)).anySatisfy(event -> assertThat(event).matches(refused("ssm:PutParameter")));
    }

    @Test
    void reads_the_secrets_that_a_template_refers_to() {
        cloud.aws.parameters.put("palette", "green");
        trusted(WRITE);

        String id = create("{{resolve:ssm:palette}}");
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id)).anySatisfy(event -> assertThat(event)
                .contains("Could not resolve dynamic reference {{resolve:ssm:palette}}")
                .contains("not authorized to perform: ssm:GetParameter"));
    }

    @Test
    void that_is_not_named_again_is_remembered_and_not_asked() {
        trusted(WRITE);
        String id = create("green");
        cloud.awaitStatus(id, StackStatus.CREATE_COMPLETE);
        cloud.aws.roles.policy("deployer", "");

        cloud.updated("demo", template("blue"));

        assertThat(cloud.stack("demo").roleARN()).isEqualTo(ROLE);
        assertThat(cloud.aws.parameters.values()).isEqualTo(Map.of("colour", "blue"));
    }
}
