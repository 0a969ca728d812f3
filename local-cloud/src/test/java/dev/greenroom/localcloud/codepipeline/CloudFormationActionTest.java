package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.deploy;
import static dev.greenroom.localcloud.codepipeline.Pipelines.outputs;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.fakes.Zip;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

class CloudFormationActionTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/deploy";
    private static final String STACK_ARN = "arn:aws:cloudformation:eu-west-1:000000000000:stack/App/*";

    private final PipelineFixture fixture = new PipelineFixture();
    private final FakeCloudFormation cloudFormation = fixture.aws.cloudFormation;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class Creating_or_updating {
        @Test
        void creates_a_stack_updates_it_and_is_content_with_nothing_to_do() {
            fixture.create(deploying(Map.of("ParameterOverrides", "{\"Commit\": \"#{Commit.CommitId}\"}")));
            assertThat(cloudFormation.calls).containsExactly("create App as " + ROLE);

            fixture.awaitEnd(fixture.start());
            assertThat(cloudFormation.calls).hasSize(1);
            assertThat(summary()).isEqualTo("No updates are to be performed.");

            fixture.awaitEnd(fixture.deliver("v1"));
            assertThat(cloudFormation.calls).endsWith("update App as " + ROLE);
            assertThat(cloudFormation.parameter("App", "Commit")).contains("v1");
            assertThat(fixture.action("Deploy", "App").latestExecution().externalExecutionUrl())
                    .contains("stackId=id-App");
        }

        @Test
        void does_not_repair_a_stack_that_could_not_be_created() {
            cloudFormation.put("App", StackStatus.ROLLBACK_COMPLETE);

            ErrorDetails error = failure(Map.of());

            assertThat(error.code()).isEqualTo("JobFailed");
            assertThat(error.message()).contains("is in ROLLBACK_COMPLETE state and can not be updated");
        }

        @Test
        void tells_which_resource_failed_first_and_why() {
            cloudFormation.fail("tasks failed to start");

            assertThat(failure(Map.of()).message())
                    .isEqualTo("Stack App ended in ROLLBACK_COMPLETE: resource Service (AWS::ECS::Service) "
                            + "CREATE_FAILED: tasks failed to start");
        }

        @Test
        void does_not_tell_it_to_a_role_that_may_not_read_events() {
            cloudFormation.fail("tasks failed to start");
            fixture.denied.add("cloudformation:DescribeStackEvents");

            assertThat(failure(Map.of()).message()).isEqualTo("Stack App ended in ROLLBACK_COMPLETE");
        }

        @Test
        void passes_on_capabilities() {
            fixture.create(deploying(Map.of("Capabilities", "CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND")));

            assertThat(created().capabilities())
                    .containsExactly(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND);
        }

        @Test
        void knows_the_capabilities_that_there_are() {
            assertThat(failure(Map.of("Capabilities", "CAPABILITY_ALL")).message())
                    .isEqualTo("Unknown capability: 'CAPABILITY_ALL'");
        }

        @Test
        void gives_a_template_that_is_too_long_for_a_request_by_the_artifact_bucket() {
            String template = "Resources: {} #" + "x".repeat(51_200);
            fixture.push("v1", Map.of("large.yaml", template));

            fixture.create(deploying(Map.of("TemplatePath", "Sources::large.yaml")));

            assertThat(created().templateBody()).isNull();
            assertThat(created().templateURL()).startsWith("https://artifacts.s3.amazonaws.com/delivery/Sources/");
            String key = created().templateURL().replace("https://artifacts.s3.amazonaws.com", "artifacts");
            assertThat(new String(fixture.aws.s3.objects.get(key), StandardCharsets.UTF_8))
                    .isEqualTo(template);
        }
    }

    @Nested
    class Replacing_on_failure {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ROLLBACK_FAILED",
                    "ROLLBACK_COMPLETE",
                    "CREATE_FAILED",
                    "DELETE_FAILED",
                    "UPDATE_ROLLBACK_FAILED"
                })
        void deletes_a_broken_stack_and_creates_it_anew(String status) {
            cloudFormation.put("App", StackStatus.fromValue(status));

            fixture.create(deploying(Map.of("ActionMode", "REPLACE_ON_FAILURE")));

            assertThat(cloudFormation.calls).containsExactly("delete App", "create App as " + ROLE);
            assertThat(cloudFormation.stack("App").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        }

        @Test
        void updates_a_stack_that_is_sound() {
            fixture.create(deploying(Map.of(
                    "ActionMode", "REPLACE_ON_FAILURE", "ParameterOverrides", "{\"Commit\": \"#{Commit.CommitId}\"}")));

            fixture.awaitEnd(fixture.deliver("v1"));

            assertThat(cloudFormation.calls).containsExactly("create App as " + ROLE, "update App as " + ROLE);
        }
    }

    @Nested
    class Deleting_only {
        @Test
        void deletes_the_stack_and_is_content_when_there_is_none() {
            cloudFormation.put("App", StackStatus.CREATE_COMPLETE);

            fixture.create(deploying(Map.of("ActionMode", "DELETE_ONLY")));
            assertThat(cloudFormation.calls).containsExactly("delete App");
            assertThat(summary()).isEqualTo("Stack App was deleted.");

            fixture.awaitEnd(fixture.start());
            assertThat(cloudFormation.calls).hasSize(1);
            assertThat(summary()).isEqualTo("Stack App does not exist");
        }
    }

    @Nested
    class Change_sets {
        private static final Map<String, String> REPLACE = Map.of(
                "ActionMode",
                "CHANGE_SET_REPLACE",
                "StackName",
                "App",
                "ChangeSetName",
                "next",
                "ParameterOverrides",
                "{\"Commit\": \"#{Commit.CommitId}\"}");
        private static final Map<String, String> EXECUTE =
                Map.of("ActionMode", "CHANGE_SET_EXECUTE", "StackName", "App", "ChangeSetName", "next");

        @Test
        void are_made_then_executed_and_empty_ones_change_nothing() {
            fixture.create(
                    pipeline(source(), stage("Deploy", deploy("Prepare", 1, REPLACE), deploy("Execute", 2, EXECUTE))));
            assertThat(cloudFormation.calls).containsExactly("change set next of App as CREATE", "execute next");
            assertThat(cloudFormation.parameter("App", "Commit")).contains("v0");

            assertThat(fixture.awaitEnd(fixture.start())).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(cloudFormation.calls)
                    .endsWith("change set next of App as UPDATE")
                    .hasSize(3);
            assertThat(fixture.action("Deploy", "Execute").latestExecution().summary())
                    .isEqualTo("Change set next has no changes.");

            fixture.awaitEnd(fixture.deliver("v1"));
            assertThat(cloudFormation.calls)
                    .endsWith("delete change set next", "change set next of App as UPDATE", "execute next");
            assertThat(cloudFormation.parameter("App", "Commit")).contains("v1");
        }

        @Test
        void that_are_not_there_are_not_executed() {
            cloudFormation.put("App", StackStatus.CREATE_COMPLETE);

            ErrorDetails error = fixture.failure(
                    "Deploy", "Execute", pipeline(source(), stage("Deploy", deploy("Execute", 1, EXECUTE))));

            assertThat(error.code()).isEqualTo("ConfigurationError");
            assertThat(error.message()).isEqualTo("ChangeSet [next] of stack [App] does not exist");
        }
    }

    @Nested
    class Parameters {
        @Test
        void come_from_a_configuration_file_and_what_is_overridden_wins() {
            fixture.push("v1", Map.of("test.json", """
                {"Parameters": {"Size": "small", "Count": 2}, "Tags": {"Project": "greenroom"}}
                """));

            fixture.create(deploying(Map.of(
                    "TemplateConfiguration", "Sources::test.json", "ParameterOverrides", "{\"Size\": \"large\"}")));

            assertThat(cloudFormation.parameter("App", "Size")).contains("large");
            assertThat(cloudFormation.parameter("App", "Count")).contains("2");
            assertThat(created().tags())
                    .containsExactly(
                            Tag.builder().key("Project").value("greenroom").build());
        }

        @Test
        void are_taken_out_of_artifacts_and_tell_where_those_are() {
            fixture.push("v1", Map.of("build.json", "{\"Image\": \"app@sha256:1\"}"));

            fixture.create(deploying(Map.of("ParameterOverrides", """
                {"Image": {"Fn::GetParam": ["Sources", "build.json", "Image"]},
                 "Bucket": {"Fn::GetArtifactAtt": ["Sources", "BucketName"]},
                 "Key": {"Fn::GetArtifactAtt": ["Sources", "ObjectKey"]},
                 "Url": {"Fn::GetArtifactAtt": ["Sources", "URL"]}}
                """)));

            assertThat(cloudFormation.parameter("App", "Image")).contains("app@sha256:1");
            assertThat(cloudFormation.parameter("App", "Bucket")).contains("artifacts");
            String key = cloudFormation.parameter("App", "Key").orElseThrow();
            assertThat(key).matches("delivery/Sources/[A-Za-z0-9]{7}");
            assertThat(cloudFormation.parameter("App", "Url")).contains("https://artifacts.s3.amazonaws.com/" + key);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{\"A\": {\"Fn::GetParam\": [\"Sources\", \"none.json\", \"A\"]}} | File [none.json] does not"
                            + " exist in artifact [Sources]",
                    "{\"A\": {\"Fn::GetParam\": [\"Sources\", \"build.json\", \"None\"]}} | has no text with key"
                            + " [None]",
                    "{\"A\": {\"Fn::GetParam\": [\"Other\", \"build.json\", \"A\"]}} | Artifact [Other] is not an"
                            + " input artifact of action [App]",
                    "{\"A\": {\"Fn::GetParam\": [\"Sources\"]}} | Fn::GetParam needs a list of 3 texts",
                    "{\"A\": {\"Fn::GetArtifactAtt\": [\"Sources\", \"Size\"]}} | Fn::GetArtifactAtt has no attribute"
                            + " [Size]",
                    "{\"A\": {\"Fn::Sub\": \"x\"}} | Parameter A of ParameterOverrides is neither a text",
                    "[1] | ParameterOverrides is not a JSON object",
                    "{\"A\" | ParameterOverrides is not valid JSON",
                })
        void that_are_overridden_wrongly_fail_the_action(String overrides, String message) {
            fixture.push("v1", Map.of("build.json", "{\"A\": \"1\"}"));

            ErrorDetails error = failure(Map.of("ParameterOverrides", overrides));

            assertThat(error.code()).isEqualTo("ConfigurationError");
            assertThat(error.message()).contains(message);
        }

        @Test
        void that_become_too_long_with_their_variables_fail_the_action() {
            fixture.aws.codeBuild.export("app", Map.of("TEXT", "x".repeat(1_020)));

            ErrorDetails error = fixture.failure(
                    "Deploy",
                    "App",
                    pipeline(
                            source(),
                            stage(
                                    "Deploy",
                                    build("app", 1),
                                    deploy("App", 2, Map.of("ParameterOverrides", "{\"A\": \"#{app.TEXT}\"}")))));

            assertThat(error.message())
                    .contains("ParameterOverrides has 1029 characters with its variables resolved; at most 1024 are");
        }

        @Test
        void beside_a_stack_policy_are_refused() {
            fixture.push("v1", Map.of("test.json", "{\"StackPolicy\": {\"Statement\": []}}"));

            assertThat(failure(Map.of("TemplateConfiguration", "Sources::test.json"))
                            .message())
                    .contains("[StackPolicy] of the template configuration file Sources::test.json is not emulated");
        }
    }

    @Nested
    class Outputs {
        @Test
        void are_variables_of_later_actions_and_a_file_where_one_is_wanted() throws Exception {
            ActionDeclaration app = deploy(
                            "App",
                            1,
                            Map.of("ParameterOverrides", "{\"Url\": \"http://app\"}", "OutputFileName", "app.json"))
                    .toBuilder()
                    .outputArtifacts(outputs("StackOutputs"))
                    .build();
            fixture.create(pipeline(
                    source(),
                    stage(
                            "Deploy",
                            app,
                            build(
                                    "smoke",
                                    2,
                                    Map.of("EnvironmentVariables", "[{\"name\":\"URL\",\"value\":\"#{App.Url}\"}]")))));

            assertThat(fixture.aws.codeBuild.requests("smoke").get(0).environmentVariablesOverride())
                    .extracting(EnvironmentVariable::value)
                    .containsExactly("http://app");
            assertThat(fixture.aws.s3.objects.entrySet())
                    .filteredOn(object -> object.getKey().startsWith("artifacts/delivery/StackOutpu/"))
                    .singleElement()
                    .satisfies(object -> assertThat(Zip.files(object.getValue()))
                            .containsExactly(Map.entry("app.json", "{\"Url\":\"http://app\"}")));
        }
    }

    @Nested
    class Artifacts {
        @Test
        void that_lack_the_template_fail_the_action() {
            assertThat(failure(Map.of("TemplatePath", "Sources::none.yaml")).message())
                    .isEqualTo("File [none.yaml] does not exist in artifact [Sources]");
        }

        @Test
        void that_are_no_input_of_the_action_fail_it() {
            assertThat(failure(Map.of("TemplatePath", "Other::template.yaml")).message())
                    .isEqualTo("Artifact [Other] is not an input artifact of action [App]");
        }

        @Test
        void that_are_too_large_fail_the_action() {
            fixture.aws.s3.claimedLength = 256L * 1024 * 1024 + 1;

            assertThat(failure(Map.of()).message())
                    .isEqualTo("Artifact [Sources] has 268435457 bytes, which is more than the maximum of 268435456 "
                            + "(256 MB)");
        }

        @Test
        void that_are_gone_from_their_bucket_fail_the_action() {
            fixture.aws.codeBuild.hold("app");
            String id = fixture.createRunning(
                    pipeline(source(), stage("Deploy", build("app", 1), deploy("App", 2, Map.of()))));
            fixture.awaitAction("Deploy", "app", ActionExecutionStatus.IN_PROGRESS);
            fixture.aws.s3.objects.clear();
            fixture.aws.codeBuild.release("app");

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(fixture.action("Deploy", "App")
                            .latestExecution()
                            .errorDetails()
                            .message())
                    .startsWith("Artifact [Sources] can't be read from s3://artifacts/delivery/Sources/")
                    .contains("The specified key does not exist.");
        }
    }

    @Nested
    class Roles {
        @ParameterizedTest
        @CsvSource({
            "cloudformation:DescribeStacks, CREATE_UPDATE, " + STACK_ARN,
            "cloudformation:CreateStack, CREATE_UPDATE, " + STACK_ARN,
            "cloudformation:CreateStack, REPLACE_ON_FAILURE, " + STACK_ARN,
            "cloudformation:CreateChangeSet, CHANGE_SET_REPLACE, " + STACK_ARN,
            "cloudformation:DescribeChangeSet, CHANGE_SET_EXECUTE, " + STACK_ARN,
            "cloudformation:ExecuteChangeSet, CHANGE_SET_EXECUTE, " + STACK_ARN,
            "iam:PassRole, CREATE_UPDATE, " + ROLE,
        })
        void that_lack_a_permission_are_named_with_action_and_resource(String action, String mode, String resource) {
            fixture.denied.add(action);

            ErrorDetails error = failure(Map.of("ActionMode", mode, "ChangeSetName", "next"));

            assertThat(error.code()).isEqualTo("PermissionError");
            assertThat(error.message())
                    .startsWith("The provided role " + Pipelines.ROLE
                            + " does not have permissions to perform this action. Underlying error: ")
                    .contains("is not authorized to perform: %s on resource: %s".formatted(action, resource));
            assertThat(cloudFormation.calls).isEmpty();
        }

        @Test
        void of_the_action_itself_count_instead_of_the_pipelines() {
            String own = "arn:aws:iam::000000000000:role/own";
            fixture.denied.add("cloudformation:CreateStack");

            ErrorDetails error = fixture.failure(
                    "Deploy",
                    "App",
                    pipeline(
                            source(),
                            stage(
                                    "Deploy",
                                    deploy("App", 1, Map.of()).toBuilder()
                                            .roleArn(own)
                                            .build())));

            assertThat(error.message()).startsWith("The provided role " + own);
        }

        @Test
        void of_an_action_that_the_pipelines_role_may_not_take_on_are_refused() {
            fixture.denied.add("sts:AssumeRole");

            ErrorDetails error = fixture.failure(
                    "Deploy",
                    "App",
                    pipeline(
                            source(),
                            stage(
                                    "Deploy",
                                    deploy("App", 1, Map.of()).toBuilder()
                                            .roleArn("arn:aws:iam::000000000000:role/own")
                                            .build())));

            assertThat(error.message())
                    .startsWith("The provided role " + Pipelines.ROLE)
                    .contains("sts:AssumeRole on resource: arn:aws:iam::000000000000:role/own");
        }
    }

    private static PipelineDeclaration.Builder deploying(Map<String, String> configuration) {
        return pipeline(source(), stage("Deploy", deploy("App", 1, configuration)));
    }

    private ErrorDetails failure(Map<String, String> configuration) {
        return fixture.failure("Deploy", "App", deploying(configuration));
    }

    private CreateStackRequest created() {
        assertThat(cloudFormation.created).hasSize(1);
        return cloudFormation.created.get(0);
    }

    private String summary() {
        return fixture.action("Deploy", "App").latestExecution().summary();
    }
}
